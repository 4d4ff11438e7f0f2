import type { WordTable } from './said.ts';

/** What the console says when the door itself refuses: setting up, signing in, asking for what is not there, a server in trouble. */
export const doorProblemWords = {
  'problem.no-such-journey': {
    en: 'There is no such journey, or it is not yours to see.',
    sw: 'Hakuna safari kama hiyo, au huna ruhusa ya kuiona.',
  },
  'problem.no-such-journey.do': {
    en: 'Check the address, or search for the plate.',
    sw: 'Hakiki anwani, au tafuta namba ya gari.',
  },
  'problem.no-such-seal': {
    en: 'There is no such seal, or it is not yours to see.',
    sw: 'Hakuna lakiri kama hiyo, au huna ruhusa ya kuiona.',
  },
  'problem.no-such-seal.do': {
    en: 'Look for its number among the seals.',
    sw: 'Tafuta namba yake kwenye lakiri.',
  },
  'problem.no-such-case': {
    en: 'There is no such alarm, or it is not yours to see.',
    sw: 'Hakuna tahadhari kama hiyo, au huna ruhusa ya kuiona.',
  },
  'problem.no-such-case.do': {
    en: 'Look for it in the queue.',
    sw: 'Itafute kwenye foleni.',
  },
  'problem.no-such-route': { en: 'There is no such route.', sw: 'Hakuna njia kama hiyo.' },
  'problem.no-such-route.do': { en: 'Choose the route again.', sw: 'Chagua njia tena.' },
  'problem.no-such-transporter': {
    en: 'There is no such transporter.',
    sw: 'Hakuna msafirishaji kama huyo.',
  },
  'problem.no-such-transporter.do': {
    en: 'Choose the transporter again.',
    sw: 'Chagua msafirishaji tena.',
  },
  'problem.no-such-model': { en: 'There is no such model.', sw: 'Hakuna aina kama hiyo.' },
  'problem.no-such-model.do': {
    en: 'Choose a model that is approved.',
    sw: 'Chagua aina iliyoidhinishwa.',
  },
  'problem.no-such-command': {
    en: 'There is no such order, or it is not yours to see.',
    sw: 'Amri hii haipo, au huna ruhusa ya kuiona.',
  },
  'problem.no-such-command.do': {
    en: 'Look for it in the list of orders.',
    sw: 'Itafute kwenye orodha ya amri.',
  },
  'problem.password-misfit': {
    en: 'This is no password of a seal.',
    sw: 'Hili si nenosiri la lakiri.',
  },
  'problem.password-misfit.do': {
    en: 'It has four to twenty letters and digits.',
    sw: 'Lina herufi na tarakimu nne hadi ishirini.',
  },
  'problem.key-reused': {
    en: 'This was sent once already, for something else.',
    sw: 'Hili lilishatumwa mara moja kwa jambo jingine.',
  },
  'problem.key-reused.do': {
    en: 'Load the page again and send it anew.',
    sw: 'Pakia ukurasa tena na utume upya.',
  },
  'problem.bad-request': {
    en: 'Something that was filled in is not as it must be.',
    sw: 'Kuna kilichojazwa ambacho si sahihi.',
  },
  'problem.bad-request.do': { en: 'Correct it and send again.', sw: 'Kirekebishe na utume tena.' },
  'problem.wrong-set-up-token': {
    en: 'This is not the token that the server printed.',
    sw: 'Hii si tokeni iliyochapishwa na seva.',
  },
  'problem.wrong-set-up-token.do': {
    en: 'Copy it from where the server was started.',
    sw: 'Inakili mahali seva ilipoanzishwa.',
  },
  'problem.set-up-closed': {
    en: 'This server was started without a token.',
    sw: 'Seva hii ilianzishwa bila tokeni.',
  },
  'problem.set-up-closed.do': {
    en: 'Start it again to see one.',
    sw: 'Ianzishe tena ili uione.',
  },
  'problem.already-set-up': {
    en: 'This centre is set up already.',
    sw: 'Kituo hiki kimeshasanidiwa.',
  },
  'problem.already-set-up.do': {
    en: 'Sign in, or ask its administrator.',
    sw: 'Ingia, au muulize msimamizi wake.',
  },
  'problem.password-too-short': { en: 'The password is too short.', sw: 'Nenosiri ni fupi mno.' },
  'problem.password-too-short.do': {
    en: 'Use 12 characters or more.',
    sw: 'Tumia herufi 12 au zaidi.',
  },
  'problem.password-too-long': { en: 'The password is too long.', sw: 'Nenosiri ni refu mno.' },
  'problem.password-too-long.do': {
    en: 'Use 128 characters or fewer.',
    sw: 'Tumia herufi zisizozidi 128.',
  },
  'problem.password-too-plain': {
    en: 'The password is too easy to guess.',
    sw: 'Nenosiri ni rahisi mno kubahatisha.',
  },
  'problem.password-too-plain.do': {
    en: 'Do not use the user name in it, nor one letter over and over.',
    sw: 'Usitumie jina la mtumiaji ndani yake, wala herufi moja mara nyingi.',
  },
  'problem.busy': {
    en: 'Too many people are signing in just now.',
    sw: 'Watu wengi mno wanaingia sasa hivi.',
  },
  'problem.busy.do': {
    en: 'Try again in a few seconds.',
    sw: 'Jaribu tena baada ya sekunde chache.',
  },
  'problem.too-many-requests': { en: 'Too many requests.', sw: 'Maombi mengi mno.' },
  'problem.too-many-requests.do': {
    en: 'Wait a little and try again.',
    sw: 'Subiri kidogo kisha ujaribu tena.',
  },
  'problem.foreign-page': {
    en: 'This came from another page than ours.',
    sw: 'Hili limetoka kwenye ukurasa usio wetu.',
  },
  'problem.foreign-page.do': {
    en: 'Open the centre by its own address.',
    sw: 'Fungua kituo kwa anwani yake yenyewe.',
  },
  'problem.too-large': { en: 'This is too long.', sw: 'Hili ni refu mno.' },
  'problem.too-large.do': { en: 'Shorten it and send again.', sw: 'Lifupishe na utume tena.' },
  'problem.database-unavailable': {
    en: 'The centre’s database does not answer.',
    sw: 'Hifadhidata ya kituo haijibu.',
  },
  'problem.database-unavailable.do': {
    en: 'Nothing was changed. Try again in a moment.',
    sw: 'Hakuna kilichobadilika. Jaribu tena baada ya muda mfupi.',
  },
  'problem.broken': {
    en: 'Something is broken at the centre.',
    sw: 'Kuna hitilafu kwenye kituo.',
  },
  'problem.broken.do': {
    en: 'Look whether it was done before you try again, and tell the administrator.',
    sw: 'Angalia kama limefanyika kabla ya kujaribu tena, na umwambie msimamizi wa mfumo.',
  },
} as const satisfies WordTable;
