package org.feedbackhub.webform;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.net.URI;
import org.feedbackhub.webform.Refusal.Cause;
import org.springframework.web.filter.OncePerRequestFilter;

/** Says as a problem what never gets as far as the route: other methods, other addresses, addresses that are none. */
final class Misdirected extends OncePerRequestFilter {

    private final ObjectMapper json;
    private final URI publicUrl;

    Misdirected(ObjectMapper json, URI publicUrl) {
        this.json = json;
        this.publicUrl = publicUrl;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, new WithProblems(response));
    }

    private final class WithProblems extends HttpServletResponseWrapper {

        WithProblems(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void sendError(int status) throws IOException {
            sendError(status, "");
        }

        @Override
        public void sendError(int status, String message) throws IOException {
            resetBuffer();
            Refusal refusal = refusal(status);
            if (refusal.why() == Cause.WRONG_METHOD) {
                setHeader("Allow", "POST");
            }
            setStatus(refusal.why().status());
            setContentType(Problem.MEDIA_TYPE);
            byte[] body = json.writeValueAsBytes(Problem.of(refusal, publicUrl));
            setContentLength(body.length);
            getOutputStream().write(body);
            flushBuffer();
        }
    }

    private static Refusal refusal(int status) {
        return switch (status) {
            case HttpServletResponse.SC_METHOD_NOT_ALLOWED ->
                Refusal.of(Cause.WRONG_METHOD, "feedback is posted, and never read back here");
            case HttpServletResponse.SC_NOT_FOUND ->
                Refusal.of(Cause.UNKNOWN_PLACE, "feedback is posted to /v1/councils/{council}/feedback");
            default ->
                status < HttpServletResponse.SC_INTERNAL_SERVER_ERROR
                        ? Refusal.of(Cause.MALFORMED, "the request's address or headers cannot be read")
                        : Refusal.of(Cause.UNAVAILABLE, "nothing was kept");
        };
    }
}
