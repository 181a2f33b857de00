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
 * new token. A body that was too large to be read has neither token nor fields.
 */
public final class RefusedPosts implements AccessDeniedHandler {

    /** The request's attribute that tells why it was refused. */
    public static final String WHY = RefusedPosts.class.getName();

    static final String TOO_LARGE = "too-large";
    static final String NO_TOKEN = "no-token";

    private static final String LAST_STEP = "/refused";

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException, ServletException {
        if (!(why instanceof CsrfException)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        request.setAttribute(WHY, request.getParameterMap().isEmpty() ? TOO_LARGE : NO_TOKEN);
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
