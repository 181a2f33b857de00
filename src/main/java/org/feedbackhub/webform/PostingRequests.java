package org.feedbackhub.webform;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.http.common.HttpMessage;
import org.apache.camel.support.SynchronizationAdapter;

/** Takes postings off the web server's requests. */
public final class PostingRequests {

    private final Postings postings;
    private final BytesInWork inWork;
    private final long largest;

    PostingRequests(Postings postings, WebFormSettings settings) {
        this.postings = postings;
        this.inWork = new BytesInWork(settings.inWork());
        this.largest = settings.limits().body().toBytes();
    }

    /** The posting that a request brings. @throws Refusal if it cannot be taken, or too much is in work just now */
    public PostedForm take(Exchange exchange, @Header("council") String council) throws IOException {
        HttpServletRequest request = exchange.getMessage(HttpMessage.class).getRequest();
        long announced = request.getContentLengthLong();
        Runnable done = inWork.take(announced < 0 ? largest : Math.min(announced, largest));
        if (done == null) {
            throw Refusal.of(Refusal.Cause.UNAVAILABLE, "too much is in work just now; nothing was kept");
        }
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange answered) {
                done.run();
            }
        });
        return postings.take(request, council);
    }
}
