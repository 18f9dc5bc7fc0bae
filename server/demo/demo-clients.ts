import type { Chance } from './chance.ts'

export type DemoClient = {
  number: string
  name: string
  entity: string
  currency: string
  collector: 'ana' | 'tom' | null
  hasSales: boolean
  contact: { name: string; role: string; email: string; phone: string }
  /** Where it is delivered from, as the books know it. */
  region: string
  /** Days after the due date this client usually pays. */
  habitDays: number
}

const NAMES = [
  'Boulangerie Roux',
  'Müller Gastrotechnik GmbH',
  'Ferro Alimentari S.r.l.',
  'Hôtel du Parc',
  'Épicerie Lacombe',
  'Brasserie des Halles',
  'Traiteur Garnier',
  'Café Central',
  'Les Vergers de Provence',
  'Restaurant La Table d’Élise',
  'Distribution Alpine',
  'Maison Berthier',
  'Cantine Moderne',
  'Le Comptoir Breton',
  'Auberge du Vieux Pont',
  'Groupe Scolaire Saint-Exupéry',
  'Clinique des Tilleuls',
  'Van den Berg Horeca B.V.',
  'Delikatessen Hofmann KG',
  'Ristorante Da Luca',
  'Confiserie Blanchard',
  'Fromagerie Perret',
  'Boucherie Chevalier',
  'Marché Bio Nantes',
  'Pâtisserie Yamamoto',
  'Kobayashi Foods K.K.',
  'Nippon Deli Co., Ltd.',
  'Tanaka Trading K.K.',
  'Harbor Street Grill LLC',
  'Blue Ridge Provisions Inc.',
  'Chesapeake Seafood & Catering Co.',
  'Golden Gate Bakery Supply',
  'Sunset Hotels Group Inc.',
  'Camping Les Flots Bleus',
  'Résidence Les Magnolias',
  'Domaine de la Roseraie',
  'Croisières du Léman',
  'Station-service Morel',
  'Supérette du Marché',
  'Halle Gourmande',
  'Société Coopérative Agricole et Alimentaire des Coteaux du Lyonnais',
  'Bistrot Victor',
  'Crêperie Ker Maria',
  'Pizzeria Napoli Centro',
  'Snack de la Gare',
  'Le Petit Zinc',
  'Table & Terroir',
  'Mairie de Saint-Genis',
  'Collège Jean Moulin',
  'EHPAD Les Glycines',
  'Hypermarché Rivoli',
  'Primeurs Benoît',
  'Glacier Amarena',
  'Saveurs d’Orient',
  'Olive & Basilic',
  'La Ferme aux Herbes',
  'Chez Marguerite',
  'Cuisine Partagée',
  'Événements Lumière',
  'Théâtre des Célestins – Buvette',
] as const

const FIRST = [
  'Sophie',
  'Laurent',
  'Isabelle',
  'Karim',
  'Élodie',
  'Stefan',
  'Giulia',
  'Kenji',
  'Emily',
  'Pierre',
] as const
const LAST = [
  'Marchand',
  'Girard',
  'Weiss',
  'Rossi',
  'Sato',
  'Carter',
  'Benali',
  'Leclerc',
  'Dupuis',
  'Roche',
] as const
const JOBS = ['Accounts payable', 'Purchasing', 'Owner', 'Office manager'] as const

export function demoClients(chance: Chance): DemoClient[] {
  return NAMES.map((name, index) => {
    const currency = currencyOf(name)
    const contactName = `${chance.one(FIRST)} ${chance.one(LAST)}`
    return {
      number: `C${String(10_231 + index * 7).padStart(6, '0')}`,
      name,
      entity: index % 2 ? 'Nantes' : 'Lyon',
      currency,
      collector: index % 15 === 14 ? null : index % 2 ? 'tom' : 'ana',
      hasSales: index % 3 === 0,
      contact: {
        name: contactName,
        role: chance.one(JOBS),
        email: `${ascii(contactName).replaceAll(' ', '.')}@${ascii(name)
          .replaceAll(/[^a-z]+/g, '')
          .slice(0, 14)}.example`,
        phone: phoneIn(currency, chance),
      },
      region: regionOf(name, currency),
      habitDays: chance.one([0, 2, 5, 8, 12, 20, 35]),
    }
  })
}

function currencyOf(name: string): string {
  if (/K\.K\.|Ltd\.|Yamamoto/.test(name)) return 'JPY'
  return /LLC|Inc\.|Co\.$|Supply/.test(name) ? 'USD' : 'EUR'
}

/** The market, and at home the north or the south of it. */
function regionOf(name: string, currency: string): string {
  if (currency !== 'EUR') return 'Overseas'
  if (/GmbH|KG$|B\.V\.$/.test(name)) return 'Germany and Benelux'
  if (/S\.r\.l\.|Ristorante/.test(name)) return 'Italy'
  return name.length % 2 ? 'France North' : 'France South'
}

function phoneIn(currency: string, chance: Chance): string {
  const pair = () => String(chance.whole(10, 99))
  if (currency === 'JPY') return `+81 3 55${pair()} ${pair()}${pair()}`
  if (currency === 'USD') return `+1 202 555 01${pair()}`
  return `+33 4 99 98 ${pair()} ${pair()}`
}

function ascii(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/[^\p{ASCII}]/gu, '')
    .toLowerCase()
}
