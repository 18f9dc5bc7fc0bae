/** The files of a drop or of the clipboard; a picture that was copied has no name of its own. */
export function filesOf(transfer: DataTransfer | null): File[] {
  return [...(transfer?.files ?? [])]
}
