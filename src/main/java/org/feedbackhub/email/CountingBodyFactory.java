package org.feedbackhub.email;

import java.io.IOException;
import java.io.InputStream;
import org.apache.james.mime4j.dom.BinaryBody;
import org.apache.james.mime4j.dom.TextBody;
import org.apache.james.mime4j.message.BasicBodyFactory;

/** Keeps the bodies of a message in memory, and stops the parser as soon as there are too many of them. */
final class CountingBodyFactory extends BasicBodyFactory {

    private final int atMost;
    private int parts;

    CountingBodyFactory(int atMost) {
        super(true);
        this.atMost = atMost;
    }

    @Override
    public BinaryBody binaryBody(InputStream content) throws IOException {
        count();
        return super.binaryBody(content);
    }

    @Override
    public TextBody textBody(InputStream content, String charset) throws IOException {
        count();
        return super.textBody(content, charset);
    }

    private void count() throws TooManyParts {
        if (++parts > atMost) {
            throw new TooManyParts();
        }
    }

    /** The message has more parts than are allowed. */
    static final class TooManyParts extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
