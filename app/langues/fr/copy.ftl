# The copy the person takes away, and what is read aloud from it. French is the reference: every other language
# has the same messages, with the same variables. Spaces before « : ; ! ? » are set by the product.

## The language

language = Français

## Days, months, amounts, lists

month =
    { $number ->
        [1] janvier
        [2] février
        [3] mars
        [4] avril
        [5] mai
        [6] juin
        [7] juillet
        [8] août
        [9] septembre
        [10] octobre
        [11] novembre
       *[other] décembre
    }
month-year = { $month } { $year }
day =
    { $day ->
        [1] 1er
       *[other] { $day }
    } { $month } { $year }
thousands = { "\u202F" }
euros = { $number } €
amount-at-least = au moins { $amount }
amount-about = environ { $amount }
amount-up-to = jusqu’à { $amount }
amount-between = entre { $low } et { $high }
amount-each-month = { $amount } par mois
amount-each-year = { $amount } par an
amount-once = { $amount }, une seule fois
amount-to-pay = { $amount } à payer par mois
list-next = { $most }, { $next }
list-last = { $most } et { $last }
parts-next = { $most } ; { $next }
named = { $name } :
quoted = « { $text } »
place-with = { $place } ({ $contact })

## Opening hours

weekday =
    { $number ->
        [0] lundi
        [1] mardi
        [2] mercredi
        [3] jeudi
        [4] vendredi
        [5] samedi
       *[other] dimanche
    }
day-of-month =
    { $day ->
        [1] 1er
       *[other] { $day }
    } { $month }
hours-week = { $days } { $hours }.
hours-week-always = { $days }, { $hours }.
hours-season = { $when } : { $hours }
hours-every-day = tous les jours
hours-run = du { $from } au { $to }
hours-day = le { $day }
hours-span = de { $from } à { $to }
hours-day-and-night = jour et nuit
hours-hour = { $hour } h
hours-hour-past = { $hour } h { $minutes }
hours-midnight = minuit
hours-closed = fermé { $when }.
hours-open = ouvert { $when }, { $hours }.
hours-whole-day = le { $day }
hours-morning = le { $day } matin
hours-afternoon = le { $day } après-midi
hours-holidays = les jours fériés
hours-school = pendant les vacances scolaires
hours-in-month = en { $month }
hours-months = { DE($from) } à { $to }
hours-on-day = le { $day }
hours-days = du { $from } au { $to }
hours-note = précision : { $note }.
hours-as-written = Horaires comme ils sont notés : { $hours }

## The head of the paper

title = Votre bilan des droits
code-label = votre code
made = Fait ensemble le { $day }. Lieu : { $place }.
copied = Copie du { $day }.
spoken-of = Nous avons parlé de : { $themes }.
kept-here = Cette copie reste ici. Elle n’est pas imprimée pour la personne. Nous gardons ce document, sans les sujets intimes, et les réponses. La personne peut venir les relire avec son code.
come-back = Pour continuer ou poser une question, revenez nous voir avec ce code.
no-control = Ce bilan n’est pas un contrôle. Nous ne l’envoyons ni à la CAF, ni à France Travail, ni à la préfecture ; la loi peut parfois l’exiger. Il ne remplace pas vos déclarations.
foot = Bilan { $code }. Ce bilan ne décide de rien. Montants estimés au { $day }.
page = page
continued = (suite)

## The neutral copy

neutral-title = Vos démarches
neutral-made = Fait le { $day }. Lieu : { $place }.
neutral-come-back = Le détail est gardé dans ce lieu. Revenez avec ce code, ou demandez un rendez-vous.
neutral-foot = Code { $code }. Ce papier vous aide dans vos démarches.
neutral-where = Où aller
neutral-intro = Ces services peuvent faire le point avec vous. Apportez une pièce d’identité et vos derniers courriers.
neutral-ask = Demander un rendez-vous pour faire le point.
neutral-data-title = Vos informations
neutral-data = Vous pouvez demander à voir, à corriger ou à effacer ce qui est gardé. Demandez ici : { $place }.

## First things first

first-title = D’abord
first-now = Dès aujourd’hui
first-next = Ensuite
first-ask = à demander. { $place }.
first-renew = à renouveler avant le { $day }.
rsa-to-ask = Le droit commence au mois de la demande : n’attendez pas.
    .strong = Faites votre demande de RSA.
rsa-asked = Votre demande de RSA est faite.
rsa-ask-receipt = Demandez l’accusé de réception, et gardez-le.
rsa-keep-receipt = Gardez l’accusé de réception.
rsa-missing = Il manque encore : { $documents }.
rsa-appointment = Rendez-vous le { $day }.
urgent-other = Parlons-en aujourd’hui.
urgent-danger = appelez le 17, ou écrivez au 114 par SMS. Pour parler à quelqu’un : 3919, gratuit et anonyme, jour et nuit.
    .strong = En danger :
urgent-distress = appelez le 3114. C’est gratuit, jour et nuit. En cas de danger immédiat, appelez le 15.
    .strong = Quand c’est trop dur :
urgent-sleep = appelez le 115. C’est gratuit, jour et nuit. Si personne ne répond, rappelez.
    .strong = Pour dormir ce soir :
urgent-eat = le 115 indique les repas distribués. La mairie (CCAS) et les associations aident aussi.
    .strong = Pour manger aujourd’hui :
urgent-cut = appelez aujourd’hui votre fournisseur et demandez un délai. Prévenez le service social.
    .strong = Pour l’électricité, le gaz ou l’eau :
urgent-eviction = montrez ce courrier sans attendre. Conseil gratuit : SOS loyers impayés, 0 805 16 00 75.
    .strong = Pour garder votre logement :
urgent-court = allez-y le jour dit, avec vos papiers. Pour être conseillé avant : 3039, gratuit.
    .strong = Convocation au tribunal :
urgent-care = à l’hôpital, demandez le service social ou la permanence d’accès aux soins (PASS). Assurance maladie : 3646.
    .strong = Pour vous soigner :
urgent-account = votre banque doit vous laisser une somme pour vivre. Demandez-lui aujourd’hui le « solde bancaire insaisissable ».
    .strong = Compte bloqué ou saisi :
urgent-deadline = répondez par écrit avant la date du courrier. Gardez une copie et la preuve d’envoi.
    .strong = Un délai se termine :

## The roadmap

roadmap-title = Votre feuille de route
roadmap-intro = Une visite ou un appel sert à plusieurs demandes. Cochez ce qui est fait. Les montants sont des estimations, avec les règles du { $day }. Ce ne sont pas des promesses : l’organisme décide.
roadmap-folder = À préparer une fois pour toutes, et à emporter partout :
roadmap-bring = À apporter :
roadmap-others = Une démarche à chacun de ces endroits
roadmap-other = Autre organisme
contact-or = { $site } ou { $phone }
contact-phone = Tél. { $phone }
place-unsure = À vérifier avant de vous déplacer : { $place }
place-phone = { $place } Tél. { $phone }.
place-site = { $place } Site : { $site }.
place-verified = Adresse vérifiée en { $month }.
place-old = Renseignement ancien, du { $day } : le lieu a peut-être changé.
place-dated = Renseignement du { $day }.
place-unknown = Nous ne savons pas si ce lieu reçoit les habitants de votre commune.
ask-done = demande déjà faite
ask-done-on = demande déjà faite le { $day }
ask-done-estimate = { $done }. Estimation : { $amount }
ask-suspended = versement arrêté pour le moment. Demandez pourquoi, et ce qu’il faut fournir
ask-renew = à renouveler avant le { $day }
ask-refused = déjà refusée. Demandez pourquoi ; vous pouvez contester ou redemander
ask-decided = l’organisme décidera
ask-advised = on vous y aide à demander
ask-after-opening = après l’ouverture de ce droit : { $rights }
ask-after = après : { $rights }
ask-choice = à choisir : soit celui-ci, soit { $rights }
automatic-many = { $rights }. Si rien n’arrive, demandez.
    .strong = Vient sans demande :
automatic-ask = { $text } Si rien n’arrive, demandez.
document-identity = pièce d’identité ou titre de séjour
document-bank = RIB
document-family = livret de famille ou actes de naissance
document-tax = dernier avis d’impôt
document-home = justificatif de domicile ou de domiciliation
document-income = justificatifs de ressources et de charges
document-health = carte Vitale ou attestation de droits
document-here = { $document } (vous l’avez)

## The other rights

rights-title = Vos autres droits
rights-open = Déjà ouverts
rights-renew = À renouveler avant le { $day }.
rights-to-check = À vérifier
rights-in-mind = À garder en tête
rights-settle = { $questions }
    .strong = Pour en être sûr, il faut savoir :
rights-where = Contact : { $place }

## What is not known yet

missing-incomes = vos ressources { DE($months) }
missing-incomes-partner = les ressources de votre conjoint { DE($months) }
missing-income = le détail de vos ressources
missing-receipt = avez-vous déjà { $rights } ?
missing-receipts = avez-vous déjà l’une de ces aides : { $rights } ?
missing-partner = { $question } (votre conjoint)
missing-both = { $question } (vous et votre conjoint)

## The last pages

appeals-title = Si la réponse est non
appeals-intro = Vous pouvez contester. Vous avez 2 mois, sauf si un autre délai est écrit ici. Il part du jour où vous recevez le courrier : gardez-le, avec son enveloppe. Écrivez, et gardez une copie.
appeals-two-months = 2 mois.
appeals-others = écrivez d’abord à l’organisme, pour demander les raisons.
    .strong = Les autres réponses :
asked-title = Ce que le RSA vous demande
asked-intro = Le RSA est un droit. Il vient avec un accompagnement.
asked-declare = Tous les trois mois, vous vérifiez vos ressources sur caf.fr ou msa.fr. Signalez vite tout changement.
    .strong = Déclarer.
asked-contract = Vous êtes inscrit à France Travail. Vous signez avec votre référent un contrat d’engagement : ce que vous ferez, l’aide que vous aurez.
    .strong = Un contrat.
asked-hours = En général, au moins 15 heures d’activités par semaine : recherche d’emploi, formation, démarches. Ce nombre peut être réduit.
    .strong = Des heures.
asked-exceptions = Vous pouvez demander qu’aucune durée ne soit imposée : santé, handicap, invalidité, ou parent seul sans garde pour un enfant de moins de 12 ans. Dites-le à votre référent.
    .strong = Des exceptions.
asked-sanctions = Si le contrat n’est pas suivi sans raison, au moins 30 % du RSA peut être suspendu 1 à 2 mois ; plus longtemps si cela continue. Avec un conjoint ou des enfants, la moitié au plus. Le RSA reprend dès que vous reprenez le contrat.
    .strong = Des sanctions.
asked-appeal = Vous avez 2 mois pour écrire au président du conseil départemental. Un travailleur social peut vous aider.
    .strong = Contester.
asked-source = Code du travail, articles L5411-6 et R5412-1 ; code de l’action sociale et des familles, articles L262-47 et R262-68-6.
unknown-title = Ce que nous n’avons pas pu savoir
unknown-themes = { $themes }. Nous pouvons continuer un autre jour.
    .strong = Pas encore vu ensemble :
unknown-questions = { $questions }
    .strong = Pour mieux estimer, il nous manque :
unknown-documents = { $documents }
    .strong = À apporter la prochaine fois, pour le RSA :
data-title = Vos droits sur ces informations
data-kept = Ce que vous avez dit est gardé ici : { $place }. Cela sert à ouvrir vos droits. C’est une mission de service public.
data-private = Nous ne le montrons à personne d’autre sans votre accord, sauf si la loi l’impose.
data-shared = Vous êtes d’accord pour le montrer à : { $names }. Vous pouvez changer d’avis.
data-ask = Vous pouvez demander à le voir, à le corriger ou à l’effacer, ou dire non à son usage. Demandez ici : { $place }, avec le code { $code }.
data-cnil = Sans réponse au bout d’un mois, vous pouvez écrire à la CNIL, sur cnil.fr.
data-more = Ce papier ne dit pas tout. Le reste vous attend ici, avec votre code.
acronyms-title = Les sigles de ce papier
acronym = { $acronym } : { $words }

## Read aloud

aloud-title = À lire ensemble
aloud-minutes =
    { $minutes ->
        [one] Environ une minute de lecture.
       *[other] Environ { $minutes } minutes de lecture.
    }
aloud-pause = Arrêtez-nous quand vous voulez.
aloud-where = Où aller
aloud-order =
    { $count ->
        [one] Il y a un endroit à contacter.
       *[other] Il y a { $count } endroits à contacter, dans cet ordre.
    }
aloud-ask-there = Demandez :
aloud-by-itself = Ce qui vient tout seul
