package org.feedbackhub.attachment;

import java.io.IOException;
import java.util.List;
import org.feedbackhub.arrival.ReceivedFile;

/** A kind of file whose words can be read. */
public interface FileFormat {

    /**
     * Whether a file is of this kind.
     *
     * @param mediaType by content, as far as that tells
     */
    boolean reads(String mediaType, byte[] content);

    /**
     * Reads the words.
     *
     * @return the files inside it
     * @throws IOException if it is broken; what was found before counts, as with any other exception
     */
    List<ReceivedFile> read(String mediaType, byte[] content, Words into) throws IOException;
}
