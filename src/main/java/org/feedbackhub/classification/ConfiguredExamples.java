package org.feedbackhub.classification;

import java.util.List;

/** The examples of the configuration as they stood at the start. @param all in the order of their files */
record ConfiguredExamples(List<Example> all) {

    ConfiguredExamples {
        all = List.copyOf(all);
    }
}
