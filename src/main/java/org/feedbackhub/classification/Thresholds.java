package org.feedbackhub.classification;

/**
 * How sure it takes to be believed, as {@code config/classification/rules.yaml} says. All are probabilities from 0 to 1 but for
 * {@code words} and {@code said}.
 *
 * @param review of the leading kind, under which a person decides
 * @param words of which a message with fewer says too little, so that a person decides
 * @param also of a further kind, from which it is listed
 * @param area of the likeliest service area, under which none is named
 * @param areaAgainstChoice of the likeliest area, from which it stands against what the person chose
 * @param harm from which the model's suspicion is enough (P11)
 * @param flag from which the model's word for any other flag is enough
 * @param definition of a kind that a rule decides on, at least
 * @param said by how much a kind is likelier if the person calls it so
 */
record Thresholds(
        double review,
        int words,
        double also,
        double area,
        double areaAgainstChoice,
        double harm,
        double flag,
        double definition,
        double said) {}
