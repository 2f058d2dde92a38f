/** The groups a person may speak for; the deliberation later counts positions by them. */
export const stakeholderGroups = [
  "EU institution",
  "National or regional authority",
  "Higher-education institution",
  "VET provider",
  "Other provider",
  "Quality assurance or recognition body",
  "Employer",
  "Social partner",
  "Learner",
  "Standards or technology body",
  "Other",
] as const;
