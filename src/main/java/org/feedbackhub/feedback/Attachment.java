package org.feedbackhub.feedback;

/**
 * A file that came with a message; its bytes lie in the raw store under their hash.
 *
 * @param id number within the message, from 1
 * @param name a name that is safe to show and to save under
 * @param mediaType by content, not by what the sender called it
 * @param size in bytes
 * @param sha256 lower-case hexadecimal
 * @param scan what the virus scanner said
 */
public record Attachment(int id, String name, String mediaType, long size, String sha256, Scan scan) {

    /** The same file under another number. */
    public Attachment numbered(int number) {
        return new Attachment(number, name, mediaType, size, sha256, scan);
    }

    /** The same file, of which the scanner says this. */
    public Attachment withScan(Scan said) {
        return new Attachment(id, name, mediaType, size, sha256, said);
    }
}
