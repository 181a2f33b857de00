package org.feedbackhub.publishing;

/** Told inside the hub, once in its life, when the broker was reached and the topics are there. */
public record TopicsReady() {}
