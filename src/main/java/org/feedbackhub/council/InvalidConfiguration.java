package org.feedbackhub.council;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A configuration file is wrong: the start stops with a sentence that says where and what was expected. */
public final class InvalidConfiguration extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param file in which the fault is
     * @param key of the entry, empty where it is the file as a whole
     * @param expected what should have stood there, and what was found
     */
    public InvalidConfiguration(Path file, String key, String expected) {
        this(file, key, expected, null);
    }

    /** The same with the fault that told of it. */
    public InvalidConfiguration(Path file, String key, String expected, @Nullable Throwable cause) {
        super(file + (key.isEmpty() ? "" : ": " + key) + ": " + expected, cause);
    }
}
