package org.feedbackhub.email;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSTypedData;

/** Takes the mail out of an opaque S/MIME signature (RFC 8551, 3.5.2); the signature itself is not judged. */
final class SignedContent {

    private SignedContent() {}

    /** What was signed, or nothing if the bytes are encrypted or broken. */
    static Optional<byte[]> of(byte[] bytes) {
        try {
            CMSTypedData content = new CMSSignedData(bytes).getSignedContent();
            if (content == null) {
                return Optional.empty();
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            content.write(out);
            return Optional.of(out.toByteArray());
        } catch (CMSException | IOException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
