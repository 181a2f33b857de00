package org.feedbackhub.council;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Turns a fault in a configuration file into a sentence at the end of the failed start, in place of a stack trace. */
public final class InvalidConfigurationAnalyzer extends AbstractFailureAnalyzer<InvalidConfiguration> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidConfiguration cause) {
        return new FailureAnalysis(cause.getMessage(), "Correct what is named above and start again.", cause);
    }
}
