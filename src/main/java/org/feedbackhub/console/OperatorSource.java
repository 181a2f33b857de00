package org.feedbackhub.console;

import java.util.List;

/** Knows people who may sign in with a password. */
public interface OperatorSource {

    /** In no particular order; none if there are none. */
    List<ConsoleSettings.User> users();
}
