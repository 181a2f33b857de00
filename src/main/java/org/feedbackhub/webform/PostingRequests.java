package org.feedbackhub.webform;

import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.http.common.HttpMessage;

/** Takes postings off the web server's requests. */
public final class PostingRequests {

    private final Postings postings;

    PostingRequests(Postings postings) {
        this.postings = postings;
    }

    /** The posting that a request brings. */
    public PostedForm take(Exchange exchange, @Header("council") String council) throws IOException {
        return postings.take(exchange.getMessage(HttpMessage.class).getRequest(), council);
    }
}
