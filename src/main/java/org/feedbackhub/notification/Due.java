package org.feedbackhub.notification;

import org.feedbackhub.casework.CaseFile;
import org.feedbackhub.feedback.Feedback;

/**
 * A notification that is due, with what was decided of it.
 *
 * @param file how the feedback's case stood
 * @param decision already written down where it is to be sent
 */
record Due(Notification notification, Feedback feedback, CaseFile file, Decision decision) {}
