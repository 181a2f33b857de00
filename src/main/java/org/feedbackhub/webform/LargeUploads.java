package org.feedbackhub.webform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Drops the files of pages that are larger than is taken. The web server would refuse the whole of such a page unread, with all
 * that somebody typed and the token that lets it in.
 */
public final class LargeUploads extends OncePerRequestFilter {

    private static final String DROPPED = LargeUploads.class.getName();

    private final RequestMatcher pages;
    private final DataSize taken;
    private final DataSize read;

    /** @param taken of a page with its files @param read at most, to find what was typed in it */
    LargeUploads(DataSize taken, DataSize read) {
        PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
        this.pages = new OrRequestMatcher(
                paths.matcher(HttpMethod.POST, PagePaths.FORM), paths.matcher(HttpMethod.POST, PagePaths.PHONE));
        this.taken = taken;
        this.read = read;
    }

    /** Whether the request came with files that were dropped. */
    public static boolean dropped(HttpServletRequest request) {
        return request.getAttribute(DROPPED) != null;
    }

    /** Says of the request that its files were dropped. */
    static void drop(HttpServletRequest request) {
        request.setAttribute(DROPPED, true);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        long announced = request.getContentLengthLong();
        return announced <= taken.toBytes() || announced > read.toBytes() || !pages.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String type = String.valueOf(request.getContentType());
        if (!type.startsWith("multipart/form-data")) {
            chain.doFilter(request, response);
            return;
        }
        drop(request);
        chain.doFilter(new WithoutFiles(request, TypedFields.of(type, request.getInputStream())), response);
    }

    private static final class WithoutFiles extends HttpServletRequestWrapper {

        private final Map<String, String[]> fields;

        WithoutFiles(HttpServletRequest request, Map<String, String[]> fields) {
            super(request);
            this.fields = Collections.unmodifiableMap(fields);
        }

        /** Its parts are not looked for again. */
        @Override
        public @Nullable String getContentType() {
            return null;
        }

        @Override
        public @Nullable String getParameter(String name) {
            String[] values = fields.get(name);
            return values == null ? null : values[0];
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            return fields.get(name);
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.enumeration(fields.keySet());
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return fields;
        }
    }
}
