package org.feedbackhub.feedback;

/** Told after the commit of whatever may change {@link Lessons}, on the thread that committed: to be woken by, not to work in. */
public interface LessonsChanged {

    /** There may be something new to learn, or something to forget. */
    void lessonsChanged();
}
