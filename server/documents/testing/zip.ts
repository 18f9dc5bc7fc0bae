import { crc32, deflateRawSync } from 'node:zlib'

type Entry = { name: string; content: Uint8Array; isPacked?: boolean; saysBytes?: number }

/** A zip of these entries; `saysBytes` makes an entry say that it unpacks to so much. */
export function aZip(entries: readonly Entry[]): Buffer {
  const files: Buffer[] = []
  const table: Buffer[] = []
  let at = 0
  for (const { name, content, isPacked = true, saysBytes } of entries) {
    const packed = isPacked ? deflateRawSync(content) : Buffer.from(content)
    const nameBytes = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(isPacked ? 8 : 0, 4)
    common.writeUInt32LE(crc32(content), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(saysBytes ?? content.byteLength, 18)
    common.writeUInt16LE(nameBytes.length, 22)
    files.push(Buffer.from('PK\u0003\u0004', 'latin1'), common, nameBytes, packed)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(at, 10)
    table.push(Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), common, rest, nameBytes)
    at += 30 + nameBytes.length + packed.length
  }
  const tableBytes = Buffer.concat(table)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(tableBytes.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...files, tableBytes, Buffer.from('PK\u0005\u0006', 'latin1'), end])
}

export const aDocx = (more: readonly Entry[] = []) =>
  aZip([
    {
      name: '[Content_Types].xml',
      content: Buffer.from(
        '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
      ),
    },
    { name: 'word/document.xml', content: Buffer.from('<w:document/>') },
    ...more,
  ])
