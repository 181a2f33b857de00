package org.feedbackhub.classification;

import java.util.Map;
import java.util.Set;

/**
 * A text with all that is known of it before a model is asked.
 *
 * @param plain its words
 * @param rules the ids of the rules that fired on it
 * @param areas how much it speaks in the words of which service area, by the areas' ids
 */
record Reading(PlainText plain, Set<String> rules, Map<String, Double> areas) {}
