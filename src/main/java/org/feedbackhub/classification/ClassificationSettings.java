package org.feedbackhub.classification;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How submissions are classified.
 *
 * @param enabled whether they are; if not, each goes to a person, as a comment about nothing in particular
 * @param folder where what was learnt is kept; whatever is missing there is learnt anew
 */
@ConfigurationProperties("hub.classification")
record ClassificationSettings(@DefaultValue("true") boolean enabled, Path folder) {}
