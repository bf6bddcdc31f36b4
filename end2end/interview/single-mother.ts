// Awa, 31, separated three months ago, two children of two and seven, tenant of an HLM flat, no work, no income but some help.
// Dates count from today, so that the story stays recent.
import { type Field, type Story, monthsAgo, todayTyped } from './story.ts';

const yes = [{ choose: 'Oui' }];
const no = [{ choose: 'Non' }];

/** One child of the list, with what is asked of each. */
function child(birth: string): Field[] {
  return [
    { label: 'Date de naissance de l’enfant', type: birth },
    { label: 'Enfant qui vit avec la personne et dont elle s’occupe', choose: 'Oui' },
    { label: 'Résidence alternée entre les deux parents', choose: 'Non' },
  ];
}

const fatherElsewhere: Field[] = [{ label: 'Situation de l’autre parent de l’enfant', choose: 'Vit ailleurs' }];
const noPension: Field[] = [
  {
    label: 'Pension alimentaire pour l’enfant',
    choose: 'Pas fixée, l’autre parent ne participe pas depuis un mois ou plus',
  },
];

export const singleMother: Story = {
  lines: [
    { question: 'La demande de RSA est-elle déjà faite ? Comment ?', fields: [{ choose: 'Ici, avec nous' }] },
    { question: 'Quel jour la demande a-t-elle été faite ?', fields: [{ type: todayTyped() }] },
    { question: 'Avez-vous reçu un papier ou un message qui dit que la demande est bien arrivée ?', fields: yes },
    { question: 'Quelles pièces vous a-t-on demandées, qui manquent encore ?', fields: [{ tick: ['RIB'] }] },
    { question: 'Est-ce que c’est clair pour vous ? On peut commencer ?', fields: yes },
    { question: 'Qui est avec nous aujourd’hui ?', fields: [{ tick: ['Aucun'] }] },
    { question: 'Qu’est-ce qui vous amène aujourd’hui ?', fields: [{ tick: ['Demander le RSA', 'Séparation ou deuil'] }], maybe: true },
    { question: 'Où habitez-vous, ou recevez-vous votre courrier ?', fields: [{ choose: 'Val-de-Marne (94)' }] },
    { question: 'Y a-t-il quelque chose d’urgent aujourd’hui', fields: [{ tick: ['Aucun'] }], maybe: true },

    { question: 'Vivez-vous en couple : mariés, pacsés ou en union libre ?', fields: no },
    { question: 'Êtes-vous marié ou pacsé avec quelqu’un qui vit ailleurs, sans être séparés ?', fields: no },
    {
      question: 'Êtes-vous séparé, veuf, ou sans couple depuis longtemps ? Depuis quand ?',
      fields: [
        { label: 'Situation de la personne qui vit seule', choose: 'Séparée ou divorcée' },
        { label: 'Date de la séparation ou du décès du conjoint', type: monthsAgo(3) },
      ],
    },
    { question: 'Quelle est votre date de naissance ?', fields: [{ type: monthsAgo(31 * 12) }] },
    { question: 'Attendez-vous un enfant ?', fields: no },
    {
      question: 'Quels enfants vivent avec vous, même une partie du temps ?',
      children: [child(monthsAgo(2 * 12 + 2)), child(monthsAgo(7 * 12 + 4))],
    },
    {
      question: 'En quelle classe sont les enfants ? Les plus grands gagnent-ils un salaire ?',
      children: [
        [{ label: 'Scolarité de l’enfant', choose: 'Pas encore à l’école' }],
        [{ label: 'Scolarité de l’enfant', choose: 'École élémentaire' }],
      ],
      maybe: true,
    },
    { question: 'Où est l’autre parent de chaque enfant ?', children: [fatherElsewhere, fatherElsewhere] },
    { question: 'Une pension est-elle fixée pour les enfants ? Combien recevez-vous par mois ?', children: [noPension, noPension] },

    {
      question: 'Lesquelles de ces aides recevez-vous déjà, ou avez-vous demandées ?',
      on: '/famille/recus-famille',
      receipts: [
        { right: 'Allocations familiales', state: 'Pas demandé' },
        { right: 'Allocation de soutien familial', state: 'Pas demandé' },
      ],
    },

    { question: 'Quelle est votre nationalité ?', fields: [{ choose: 'Française' }] },
    { question: 'Vivez-vous en France depuis plus de trois mois, sans longue interruption ?', fields: yes, maybe: true },

    {
      question: 'Que faites-vous en ce moment ? Cherchez-vous du travail ?',
      fields: [
        { label: 'Activité principale en ce moment', choose: 'Sans emploi' },
        { label: 'Recherche d’un emploi', choose: 'Oui' },
      ],
    },
    { question: 'Êtes-vous inscrit à France Travail ?', fields: no, maybe: true },
    {
      question: 'Quand votre dernier emploi s’est-il terminé, et comment ?',
      fields: [
        { label: 'Date de fin du dernier emploi', type: monthsAgo(40) },
        { label: 'Façon dont le dernier emploi s’est terminé', choose: 'Fin de CDD, d’intérim ou d’apprentissage' },
      ],
      maybe: true,
    },

    { question: 'Avez-vous de quoi manger jusqu’à la fin du mois ?', fields: [{ choose: 'C’est difficile' }] },
    {
      question: 'Qu’est-ce qui est entré chaque mois, pour chacun ?',
      incomes: [{ source: 'Aide régulière de proches', amounts: ['150', '150', '100'] }],
    },
    { question: 'En tout, combien est entré chez vous ces douze derniers mois, à peu près ?', fields: [{ type: '6 400' }] },
    {
      question: 'Sur l’avis d’impôt de l’an dernier, quels revenus étaient déclarés ? Aviez-vous travaillé cette année-là ?',
      // Whether she worked that year only matters for couples.
      fields: [{ label: 'Revenus déclarés pour l’avant-dernière année', type: '9 800' }],
      maybe: true,
    },
    { question: 'Avez-vous de l’épargne ?', fields: [{ type: '0' }], maybe: true },

    { question: 'Où habitez-vous en ce moment ?', fields: [{ choose: 'Locataire en HLM' }] },
    {
      question: 'Le bail est-il à votre nom ? Êtes-vous en colocation ?',
      fields: [
        { label: 'Bail ou contrat d’occupation au nom de la personne', choose: 'Oui' },
        { label: 'Colocation', choose: 'Non' },
      ],
      maybe: true,
    },
    { question: 'Le propriétaire est-il de votre famille proche ?', fields: no, maybe: true },
    {
      question: 'Combien est le loyer sans les charges ? Quelle est la surface ?',
      // The size of a flat in HLM changes nothing.
      fields: [{ label: 'Loyer ou redevance du mois, sans les charges', type: '412,50' }],
      maybe: true,
    },

    {
      question: 'Votre carte Vitale marche-t-elle ? Avez-vous une mutuelle, un médecin traitant ?',
      fields: [
        { label: 'Droits à l’assurance maladie', choose: 'Droits ouverts, carte Vitale' },
        { label: 'Complémentaire santé (mutuelle)', choose: 'Aucune' },
        { label: 'Médecin traitant', choose: 'Oui' },
      ],
    },

    {
      question: 'Comment vous déplacez-vous, en général ? Avez-vous un passe Navigo à votre nom ?',
      fields: [{ label: 'Façons de se déplacer', tick: ['Navigo au mois ou à la semaine'] }],
      maybe: true,
    },
    {
      question: 'Les démarches sur internet : seul, avec de l’aide, ou pas du tout ?',
      fields: [{ choose: 'Les fait avec de l’aide' }],
      maybe: true,
    },

    {
      question: 'Parmi ce que nous avons vu, qu’est-ce qui compte le plus pour vous ? Trois choses au plus.',
      fields: [{ tick: ['Avoir un revenu', 'Les enfants'] }],
    },
    {
      question: 'Pouvez-vous garder ce papier chez vous sans risque ?',
      fields: [{ choose: 'Copie complète' }],
      alone: true,
    },
  ],
  probable: ['RSA majoré', 'Allocation de soutien familial', 'Allocations familiales', 'Complémentaire santé solidaire'],
  copyNames: ['Caisse d’allocations familiales', 'Assurance maladie', 'livret de famille', 'RIB', 'Ce bilan n’est pas un contrôle'],
};
