"""What the rules miss, in words: to be read again whenever the figures are made anew."""

WHAT_IS_MISSED = (
    "## What is missed, and what would have to give",
    "",
    "**Questions.** The median walk day has 4, 2 and 2 questions: the goal of weeks 9–26 cannot be met with the rules"
    " as they are. The worst pain of every walk is 1; three scored days make a weekly mean, which is 3/7 = 0.43 of a"
    " question for somebody who walks daily and 3/5 = 0.6 on five days: 1.43 to 1.6 before anything else. What else was"
    " tried, alone: effort on the first walk of a new dose only (in force since version 4) −0.1 of a question in weeks"
    " 3–8; no effort then −0.2, but the two answers that may hold a week are gone; three scored days in the place of"
    " four −0.1, and one answer left out loses the week's mean; two hours later on every sixth or eighth walk in the"
    " place of every fourth −0.1, and 3 points fewer of those who truly worsen are found. All together come to 2.2 and"
    " 1.9. To come to 1.3 the worst pain of calm walks would have to give: “done, no more pain than usual” in the place"
    " of a score. It is what makes a walk RED: a therapist would have to agree.",
    "",
    "**The mixed cohort.** The table below shows where the minutes go. Most of what is missing is not walked: days off,"
    " chosen days without a walk and weeks of silence. With every chosen day walked by everybody 66 minutes become"
    " 98, and 20 % at 5×30 become 37 %: almost the goal. Pain that stays at 2 would give 17"
    " more, pain without noise 15, no flares 10, no days off 10, no limit of tolerance 5, the standard pace 4."
    " No rule, switched off alone, gives"
    " more than some minutes, but for easy walks, which are short on purpose; and what holds and rests give back they"
    " give with more RED walks or fewer days of care. What would have to give is not a rule of the dose: more of the"
    " planned walks would have to be walked, which is the business of nudges, plans and company.",
    "",
    "**Alarms at higher noise.** At an SD of 1.2 around 4 EXACERBATED is told 0.4 times a year to people whose walks do"
    " no harm. With five rises in the place of four it is 0.15, and then those whose walks are too long are told on day"
    " 91 in the place of 32, and a quarter of them never.",
    "",
    "**Half days at higher noise.** Most held days there are SEVERE: two of three check-ins at 7 or more halve the"
    " walks until 14 days pass without RED. With an SD of 1.2 around 4, and responses of up to 3 points, that happens"
    " to people whose pain is no worse than it was. A score of 7 is not waved away as noise; the rule that would have"
    " to give is the 14 days.",
)
