package org.feedbackhub.webform;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.feedbackhub.council.CouncilProfile;

/**
 * All that a page holds; it travels in the page's hidden fields, and the hub keeps none of it but the files.
 *
 * @param token by which one page that is sent twice is known, never more than one feedback
 * @param shownAt when the page was first shown
 * @param begun whether the page was shown before, and this is not its beginning
 * @param values by the names of {@link FormField}; those that are blank are absent
 * @param files uploaded so far
 * @param lost whether files that were uploaded are not there any more
 * @param trapped whether the field was filled in that people do not see
 */
public record PageState(
        CouncilProfile council,
        PageKind kind,
        String token,
        Instant shownAt,
        boolean begun,
        Map<String, String> values,
        List<PageFile> files,
        boolean lost,
        boolean trapped) {

    public PageState {
        values = Map.copyOf(values);
        files = List.copyOf(files);
    }

    /** The value, or an empty text. */
    String value(FormField field) {
        return values.getOrDefault(field.id(), "");
    }

    /** Whether an answer can reach the person. */
    public boolean contactable() {
        return List.of(FormField.EMAIL, FormField.PHONE, FormField.ADDRESS).stream()
                .anyMatch(field -> !value(field).isEmpty());
    }

    /** The same with further files. */
    PageState with(List<PageFile> further) {
        List<PageFile> all = new ArrayList<>(files);
        further.stream().filter(file -> !all.contains(file)).forEach(all::add);
        return withFiles(all);
    }

    /** The same with these files in place of its own. */
    PageState withFiles(List<PageFile> others) {
        return new PageState(council, kind, token, shownAt, begun, values, others, lost, trapped);
    }

    /** The same as another page. */
    PageState under(String otherToken) {
        return new PageState(council, kind, otherToken, shownAt, begun, values, files, lost, trapped);
    }

    /** The same taken down by this officer. */
    public PageState takenBy(String officer) {
        Map<String, String> further = new LinkedHashMap<>(values);
        further.put(FormField.TAKEN_BY.id(), officer);
        return new PageState(council, kind, token, shownAt, begun, further, files, lost, trapped);
    }
}
