package org.feedbackhub.webform;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/**
 * What is posted without its token is not taken, but a person who wrote it must not lose it: their page is shown again, with a
 * new token. A body that even {@link LargeUploads} did not read has neither token nor fields.
 */
public final class RefusedPosts implements AccessDeniedHandler {

    private static final String REFUSED = RefusedPosts.class.getName();
    private static final String LAST_STEP = "/refused";

    /** Whether the request was refused, and is led to what shows its page again. */
    public static boolean refused(HttpServletRequest request) {
        return request.getAttribute(REFUSED) != null;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException, ServletException {
        if (!(why instanceof CsrfException)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        request.setAttribute(REFUSED, true);
        if (request.getParameterMap().isEmpty()) {
            LargeUploads.drop(request);
        }
        request.getRequestDispatcher(request.getServletPath() + LAST_STEP).forward(new AlreadyRead(request), response);
    }

    /** Its parts are not looked for again. */
    private static final class AlreadyRead extends HttpServletRequestWrapper {

        AlreadyRead(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getContentType() {
            return null;
        }
    }
}
