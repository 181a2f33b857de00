package org.feedbackhub.webform;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.feedbackhub.webform.Refusal.Cause;
import org.springframework.web.filter.OncePerRequestFilter;

/** Says as a problem what never gets as far as the route: other methods, other addresses, addresses that are none. */
final class Misdirected extends OncePerRequestFilter {

    private static final String API = "/v1";

    /** Spring reads the forms of these methods whole, however large they are, before any route sees them. */
    private static final Set<String> READ_BY_OTHERS = Set.of("PUT", "PATCH", "DELETE");

    private final ObjectMapper json;
    private final URI publicUrl;

    Misdirected(ObjectMapper json, URI publicUrl) {
        this.json = json;
        this.publicUrl = publicUrl;
    }

    /** What the web server breaks off by itself comes here as well. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            if (String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI))
                    .startsWith(API)) {
                answer(response, response.getStatus());
            } else {
                chain.doFilter(request, response);
            }
        } else if (request.getRequestURI().startsWith(API)) {
            WithProblems answering = new WithProblems(response);
            if (READ_BY_OTHERS.contains(request.getMethod())) {
                answering.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            } else if (isEncoded(request)) {
                answering.sendError(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
            } else {
                chain.doFilter(request, answering);
            }
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Camel would unpack such a body before anybody has looked whose it is and how large it becomes. */
    private static boolean isEncoded(HttpServletRequest request) {
        String encoding = request.getHeader("Content-Encoding");
        return encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity");
    }

    private final class WithProblems extends HttpServletResponseWrapper {

        WithProblems(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void sendError(int status) throws IOException {
            answer(this, status);
        }

        @Override
        public void sendError(int status, String message) throws IOException {
            answer(this, status);
        }
    }

    private void answer(HttpServletResponse response, int status) throws IOException {
        Refusal refusal = refusal(status);
        byte[] body = json.writeValueAsBytes(Problem.of(refusal, publicUrl));
        response.resetBuffer();
        if (refusal.why() == Cause.WRONG_METHOD) {
            response.setHeader("Allow", "POST");
        }
        if (refusal.why() == Cause.UNAVAILABLE) {
            response.setHeader("Retry-After", "10");
        }
        response.setStatus(refusal.why().status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }

    private static Refusal refusal(int status) {
        return switch (status) {
            case HttpServletResponse.SC_METHOD_NOT_ALLOWED ->
                Refusal.of(Cause.WRONG_METHOD, "feedback is posted, and never read back here");
            case HttpServletResponse.SC_NOT_FOUND ->
                Refusal.of(Cause.UNKNOWN_PLACE, "feedback is posted to /v1/councils/{council}/feedback");
            case HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE ->
                Refusal.of(Cause.UNSUPPORTED, "the body is taken without a Content-Encoding");
            case HttpServletResponse.SC_REQUEST_TIMEOUT -> Refusal.of(Cause.TOO_SLOW, "the body stopped coming");
            case HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE ->
                Refusal.of(Cause.TOO_LARGE, "the request is larger than the web server takes");
            default ->
                status < HttpServletResponse.SC_INTERNAL_SERVER_ERROR
                        ? Refusal.of(Cause.MALFORMED, "the request's address, headers or body cannot be read")
                        : Refusal.of(Cause.UNAVAILABLE, "nothing was kept");
        };
    }
}
