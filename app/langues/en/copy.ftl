# The copy the person takes away, and what is read aloud from it. The French words a person meets at a counter
# stay beside the English ones.

## The language

language = English

## Days, months, amounts, lists

month =
    { $number ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[other] December
    }
month-year = { $month } { $year }
day = { $day } { $month } { $year }
thousands = ,
euros = €{ $number }
amount-at-least = at least { $amount }
amount-about = about { $amount }
amount-up-to = up to { $amount }
amount-between = between { $low } and { $high }
amount-each-month = { $amount } per month
amount-each-year = { $amount } per year
amount-once = { $amount }, once only
amount-to-pay = { $amount } to pay per month
list-next = { $most }, { $next }
list-last = { $most } and { $last }
parts-next = { $most }; { $next }
named = { $name }:
quoted = “{ $text }”
place-with = { $place } ({ $contact })

## Opening hours

weekday =
    { $number ->
        [0] Monday
        [1] Tuesday
        [2] Wednesday
        [3] Thursday
        [4] Friday
        [5] Saturday
       *[other] Sunday
    }
day-of-month = { $day } { $month }
hours-week = { $days } { $hours }.
hours-week-always = { $days }, { $hours }.
hours-season = { $when }: { $hours }
hours-every-day = every day
hours-run = { $from } to { $to }
hours-day = { $day }
hours-span = from { $from } to { $to }
hours-day-and-night = day and night
hours-hour = { $hour }:00
hours-hour-past = { $hour }:{ $minutes }
hours-midnight = midnight
hours-closed = closed { $when }.
hours-open = open { $when }, { $hours }.
hours-whole-day = on { $day }
hours-morning = on { $day } morning
hours-afternoon = on { $day } afternoon
hours-holidays = on public holidays
hours-school = during school holidays
hours-in-month = in { $month }
hours-months = from { $from } to { $to }
hours-on-day = on { $day }
hours-days = from { $from } to { $to }
hours-note = note: { $note }.
hours-as-written = Hours as they were written: { $hours }

## The head of the paper

title = Your rights review
code-label = your code
made = Done together on { $day }. Place: { $place }.
copied = Copy of { $day }.
spoken-of = We talked about: { $themes }.
kept-here = This copy stays here. It is not printed for the person. We keep this document, without private matters, and the answers. The person can come to read them again with their code.
come-back = To go on or to ask a question, come back to see us with this code.
no-control = This review is not a check on you. We do not send it to the CAF, to France Travail or to the préfecture; the law may sometimes require it. It does not replace your declarations.
foot = Review { $code }. This review decides nothing. Amounts estimated on { $day }.
page = page
continued = (continued)

## The neutral copy

neutral-title = Your next steps
neutral-made = Done on { $day }. Place: { $place }.
neutral-come-back = The details are kept at this place. Come back with this code, or ask for an appointment.
neutral-foot = Code { $code }. This paper helps you with your next steps.
neutral-where = Where to go
neutral-intro = These services can look at your situation with you. Bring an identity document and your latest letters.
neutral-ask = Ask for an appointment to look at your situation.
neutral-data-title = Your information
neutral-data = You can ask to see, correct or erase what is kept. Ask here: { $place }.

## First things first

first-title = First
first-now = Today
first-next = Then
first-ask = to ask for. { $place }.
first-renew = to renew before { $day }.
rsa-to-ask = The right begins in the month you apply: do not wait.
    .strong = Apply for RSA (minimum income).
rsa-asked = You have applied for RSA (minimum income).
rsa-ask-receipt = Ask for the “accusé de réception” (proof that they received it), and keep it.
rsa-keep-receipt = Keep the “accusé de réception” (proof that they received it).
rsa-missing = Still missing: { $documents }.
rsa-appointment = Appointment on { $day }.
urgent-other = Let us talk about it today.
urgent-danger = call 17, or write to 114 by SMS. To talk to somebody: 3919, free and anonymous, day and night.
    .strong = In danger:
urgent-distress = call 3114. It is free, day and night. In immediate danger, call 15.
    .strong = When it is too hard:
urgent-sleep = call 115. It is free, day and night. If nobody answers, call again.
    .strong = To sleep somewhere tonight:
urgent-eat = 115 tells you where meals are given. The town hall (CCAS) and charities also help.
    .strong = To eat today:
urgent-cut = call your supplier today and ask for more time. Tell the social service.
    .strong = For electricity, gas or water:
urgent-eviction = show this letter without waiting. Free advice: SOS loyers impayés, 0 805 16 00 75.
    .strong = To keep your home:
urgent-court = go there on the day, with your papers. For advice before: 3039, free.
    .strong = Summoned to court:
urgent-care = at the hospital, ask for the social service or the “permanence d’accès aux soins” (PASS). Health insurance: 3646.
    .strong = To get care:
urgent-account = your bank must leave you a sum to live on. Ask for it today: “solde bancaire insaisissable”.
    .strong = Account blocked or seized:
urgent-deadline = answer in writing before the date of the letter. Keep a copy and the proof of sending.
    .strong = A deadline is close:

## The roadmap

roadmap-title = Your roadmap
roadmap-intro = One visit or one call serves several applications. Tick what is done. The amounts are estimates, with the rules of { $day }. They are not promises: the organisation decides.
roadmap-folder = To prepare once and for all, and to take everywhere:
roadmap-bring = To bring:
roadmap-others = One step at each of these places
roadmap-other = Other organisation
contact-or = { $site } or { $phone }
contact-phone = Tel. { $phone }
place-unsure = To check before you go: { $place }
place-phone = { $place } Tel. { $phone }.
place-site = { $place } Website: { $site }.
place-verified = Address checked in { $month }.
place-old = Old information, of { $day }: the place may have changed.
place-dated = Information of { $day }.
place-unknown = We do not know whether this place receives the people of your commune.
ask-done = already applied for
ask-done-on = already applied for on { $day }
ask-done-estimate = { $done }. Estimate: { $amount }
ask-suspended = payment stopped for now. Ask why, and what you must provide
ask-renew = to renew before { $day }
ask-refused = already refused. Ask why; you can appeal or apply again
ask-decided = the organisation will decide
ask-advised = they help you ask there
ask-after-opening = once this right is open: { $rights }
ask-after = after: { $rights }
ask-choice = to choose: either this one, or { $rights }
automatic-many = { $rights }. If nothing comes, ask.
    .strong = Comes without asking:
automatic-ask = { $text } If nothing comes, ask.
document-identity = identity document or “titre de séjour” (residence permit)
document-bank = RIB (bank details)
document-family = “livret de famille” (family record book) or birth certificates
document-tax = latest “avis d’impôt” (tax notice)
document-home = “justificatif de domicile” (proof of address) or of “domiciliation”
document-income = proof of your income and of what you pay (rent, bills)
document-health = “carte Vitale” or “attestation de droits” (proof of health cover)
document-here = { $document } (you have it)

## The other rights

rights-title = Your other rights
rights-open = Already open
rights-renew = To renew before { $day }.
rights-to-check = To check
rights-in-mind = To keep in mind
rights-settle = { $questions }
    .strong = To be sure, we need to know:
rights-where = Contact: { $place }

## What is not known yet

missing-incomes = your income in { $months }
missing-incomes-partner = your partner’s income in { $months }
missing-income = the details of your income
missing-receipt = do you already have { $rights }?
missing-receipts = do you already have one of these: { $rights }?
missing-partner = { $question } (your partner)
missing-both = { $question } (you and your partner)

## The last pages

appeals-title = If the answer is no
appeals-intro = You can appeal. You have 2 months, unless another time limit is written here. It starts on the day you receive the letter: keep it, with its envelope. Write, and keep a copy.
appeals-two-months = 2 months.
appeals-others = write to the organisation first, to ask for the reasons.
    .strong = Other answers:
asked-title = What RSA asks of you
asked-intro = RSA (minimum income) is a right. It comes with support.
asked-declare = Every three months, you check your income on caf.fr or msa.fr. Report any change quickly.
    .strong = Declare.
asked-contract = You are registered with France Travail. You sign a “contrat d’engagement” with your “référent” (adviser): what you will do, the help you will have.
    .strong = A contract.
asked-hours = Usually, at least 15 hours of activities a week: looking for work, training, paperwork. This number can be reduced.
    .strong = Hours.
asked-exceptions = You can ask that no number of hours be imposed: health, disability, unable to work, or a single parent without childcare for a child under 12. Tell your “référent” (adviser).
    .strong = Exceptions.
asked-sanctions = If the contract is not followed without a reason, at least 30% of RSA can be suspended for 1 to 2 months; longer if it goes on. With a partner or children, at most half. RSA starts again as soon as you follow the contract again.
    .strong = Sanctions.
asked-appeal = You have 2 months to write to the “président du conseil départemental”. A social worker can help you.
    .strong = Appeal.
asked-source = Labour code (code du travail), articles L5411-6 and R5412-1; code of social action and families (code de l’action sociale et des familles), articles L262-47 and R262-68-6.
unknown-title = What we could not find out
unknown-themes = { $themes }. We can go on another day.
    .strong = Not looked at together yet:
unknown-questions = { $questions }
    .strong = To estimate better, we still need:
unknown-documents = { $documents }
    .strong = To bring next time, for RSA:
data-title = Your rights over this information
data-kept = What you said is kept here: { $place }. It serves to open your rights. It is a mission of public service.
data-private = We show it to nobody else without your agreement, unless the law requires it.
data-shared = You agree to show it to: { $names }. You can change your mind.
data-ask = You can ask to see it, to correct it or to erase it, or say no to its use. Ask here: { $place }, with the code { $code }.
data-cnil = Without an answer after one month, you can write to the CNIL, on cnil.fr.
data-more = This paper does not say everything. The rest is waiting for you here, with your code.
acronyms-title = The acronyms of this paper
acronym = { $acronym }: { $words }

## Read aloud

aloud-title = To read together
aloud-minutes =
    { $minutes ->
        [one] About one minute to read.
       *[other] About { $minutes } minutes to read.
    }
aloud-pause = Stop us whenever you like.
aloud-where = Where to go
aloud-order =
    { $count ->
        [one] There is one place to contact.
       *[other] There are { $count } places to contact, in this order.
    }
aloud-ask-there = Ask for:
aloud-by-itself = What comes by itself
