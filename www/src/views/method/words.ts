/** The model in plain words. Kept apart from the page's other text, since it comes only with the Method view. */
export const words = {
  title: "How Staircase works, and what it cannot tell you",
  lead: "Staircase follows families up and down the levels of need in one council, month by month, under different early help offers. It is a way to compare options, not a forecast. This page says what is in it, in plain words.",
  tryTitle: "Try it",
  guide: "Take the one-minute guide",
  begin: "Begin this exercise",
  sections: [
    {
      id: "levels",
      title: "Families stand on steps",
      paragraphs: [
        "Each family stands on one step of the council’s own continuum of need, from universal services at the bottom to children looked after by the council at the top. A family is counted once, on its highest step.",
        "Every month a family may step up, step down or stay. How often is taken from published counts, or, where nothing is published, from a default set fitted to national figures. Each number’s source is in Research.",
      ],
    },
    {
      id: "support",
      title: "Money buys staff, staff hold places, places reach families",
      paragraphs: [
        "A programme has staff. Each worker holds a number of families at a time, so staff make places. Families with the need ask for a place; when places are full they wait, and some give up.",
        "Support lasts some months. While it lasts, and for a while after, it may make a step up less likely or a step down more likely. How much is a range that includes no effect at all.",
        "More early help can also find need that was hidden, so statutory work may rise before it falls.",
      ],
    },
    {
      id: "pairs",
      title: "Options are compared run by run",
      paragraphs: [
        "One run follows every family to the end once, with its own luck and its own guess at each number that is not known exactly. There are usually 1,000 runs.",
        "Each run is made twice: under option A and under the other option, with the same families and the same luck. Only the offer differs. So a small difference can be seen that two separate sets of runs would hide.",
      ],
    },
    {
      id: "ranges",
      title: "How to read a range",
      paragraphs: [
        "“8 in 10 runs: 49 fewer to 1 more” means: order the runs by their difference, leave out the lowest tenth and the highest tenth, and these are the ends of what is left. It does not mean that the truth has an 80% chance of lying there: the runs know only what was put into them.",
        "Never add the ends of two ranges. Two things are rarely at their worst in the same run.",
        "“No better” counts the runs in 100 in which the option has no fewer children than option A. Beside each benefit stands what is left if early help changed nothing.",
        "Part of a range is chance, because numbers of children are small. Part is what nobody knows. More families or years cut the first; only better evidence cuts the second.",
      ],
    },
    {
      id: "money",
      title: "What the money says",
      paragraphs: [
        "Costs are the council’s own: placements, social work and assessments at each level, and what the programmes cost. Each year runs from April to March.",
        "Cost avoided is not a saving. Money is freed only when a placement is really not bought, or a whole team is really given up.",
        "What early help does for children’s lives, the health service, the police, schools and later earnings is worth having whether or not it shows in these figures.",
      ],
    },
    {
      id: "limits",
      title: "What it leaves out",
      paragraphs: [
        "The evidence that early help changes statutory demand is weak. Few studies compare like with like, and effects measured elsewhere may not hold here.",
        "Thresholds, referral practice and policy have moved entry to care and to child protection plans more than early help ever did. The runs let such things drift, alike under every option, but cannot foresee them.",
        "Fewer is not always better. A count can fall because need went unseen.",
        "Each scenario has limits of its own. They stand on Decide, above the detail.",
      ],
    },
  ],
  specific: "Limits of the scenario that is open",
  sources: "Sources of the scenario that is open",
  proof: "Why believe the arithmetic",
  proofText: "The engine reproduces published results from other fields, such as queues and treatment models in health economics, and exact formulas. Anyone can run those cases on this page, in Research, and the same scenario, version and seed give the same numbers on every computer.",
  wordsTitle: "Words used",
  definitions: [
    ["Child in need", "A child whom the council has assessed as needing services to reach a reasonable standard of health or development (section 17 of the Children Act 1989)."],
    ["Child protection plan", "A plan for a child who was found to be suffering, or likely to suffer, significant harm."],
    ["Looked after", "In the council’s care: in a foster family, a children’s home or another placement."],
    ["Early help", "Support for families below the threshold of statutory social work."],
    ["Baseline", "The option that the others are measured from, usually that the current offer continues."],
    ["Mean", "The average over all runs."],
  ],
  accessibility: "Accessibility statement",
  accessibilityText: [
    "This page aims to meet the Web Content Accessibility Guidelines 2.2 at level AA. It can be used with a keyboard alone, at 400% zoom, on a screen 320 pixels wide, in forced colours and with motion reduced.",
    "Every picture has a name that says what it shows, and the same numbers as a table. Nothing is told by colour alone. No control needs dragging: every slider has a number box beside it.",
    "Checked by an automatic checker in every state that its tests reach, and by keyboard. It has not been tested with people who use screen readers. Wide tables scroll sideways within their own frame.",
    "If something does not work for you, tell the council or team that gave you this page. A council that publishes it should put its own contact here.",
  ],
  privacy: "Privacy",
  privacyText: [
    "Nothing you type or open leaves this computer. The page asks only its own address for its own files, keeps no statistics and sets no cookies.",
    "This browser keeps text that you typed but have not used yet, and whether you have seen the guide. A link that you share holds the changes themselves, after the # sign, which browsers do not send to servers.",
  ],
  licence: "Licence of the data",
  licenceText: "Published figures contain public sector information licensed under the Open Government Licence v3.0. Council reports are quoted for their numbers, with the place where they stand.",
  pictures: {
    steps: "Four rising steps with families as dots: fewer on each higher step, arrows up and down between them.",
    chain: "Five boxes in a row: money, staff, places, families reached, fewer steps up. Beside places, a queue of families waiting.",
    pairs: "Two lines that rise and fall together, one a little below the other. The gap between them is the difference of one run.",
    range: "Ten marks in order. The outer two are pale, the eight between them are dark and named 8 in 10 runs.",
    chainWords: ["money", "staff", "places", "families", "fewer steps up"],
    waiting: "waiting",
    optionA: "option A",
    optionB: "option B",
    gap: "difference of this run",
    range8: "8 in 10 runs",
    left: "left out",
  },
};
