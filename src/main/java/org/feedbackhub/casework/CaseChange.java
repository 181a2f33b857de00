package org.feedbackhub.casework;

import org.feedbackhub.feedback.Feedback;

/**
 * What an event of the case systems changed.
 *
 * @param feedback as it stands now, its dates, stage, kind and contact included
 * @param event that was told, for the first time
 * @param before how the case stood
 * @param now how it stands
 */
public record CaseChange(Feedback feedback, CaseEvent event, CaseFile before, CaseFile now) {}
