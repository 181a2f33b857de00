package org.feedbackhub.webform;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.feedbackhub.arrival.RawItem;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.feedback.TransientFault;
import org.springframework.util.MultiValueMap;
import org.springframework.web.multipart.MultipartFile;

/** Makes a page's state of what a browser posts, and hidden fields of the state. */
final class PageReader {

    private static final String STAMP = "stamp";
    private static final String KEPT = "kept";
    private static final String REMOVE = "remove";
    private static final String TRAP = "homepage";
    private static final String BETWEEN = "|";

    private static final Set<FormField> NOT_ASKED =
            Set.of(FormField.SUBJECT, FormField.UPRN, FormField.LOCATION, FormField.CONSENT, FormField.TAKEN_BY);

    /** What can be chosen where nothing can be typed. */
    private static final Map<FormField, Set<String>> CHOICES = Map.of(
            FormField.KIND, Set.of("compliment", "comment", "complaint", "not-sure"),
            FormField.PREFERRED_CONTACT, Set.of("email", "phone", "post"),
            FormField.TENANCY, Set.of("yes", "no"),
            FormField.CHANNEL, Set.of("phone", "face-to-face"));

    private final PageSeal seal;
    private final RawStore rawStore;
    private final InstantSource clock;

    PageReader(PageSeal seal, RawStore rawStore, InstantSource clock) {
        this.seal = seal;
        this.rawStore = rawStore;
        this.clock = clock;
    }

    /** An empty page that is shown now. */
    PageState blank(CouncilProfile council, PageKind kind) {
        return new PageState(
                council, kind, UUID.randomUUID().toString(), clock.instant(), false, Map.of(), List.of(), false, false);
    }

    /** What the fields hold. Without a stamp of ours it is a page that begins now, with all that was filled in. */
    PageState read(CouncilProfile council, PageKind kind, MultiValueMap<String, String> fields) {
        PageState blank = blank(council, kind);
        Optional<String> stamp =
                Optional.ofNullable(fields.getFirst(STAMP)).flatMap(one -> seal.open(purpose(blank), one));
        String token = stamp.map(one -> one.substring(0, one.indexOf(BETWEEN))).orElse(blank.token());
        Instant shownAt = stamp.map(
                        one -> Instant.ofEpochMilli(Long.parseLong(one.substring(one.indexOf(BETWEEN) + 1))))
                .orElse(blank.shownAt());
        List<String> kept = fields.getOrDefault(KEPT, List.of());
        List<PageFile> files = files(filePurpose(council, token), kept);
        boolean lost = files.size() < kept.size();
        List<String> removed = fields.getOrDefault(REMOVE, List.of());
        return new PageState(
                council,
                kind,
                token,
                shownAt,
                stamp.isPresent(),
                values(council, kind, fields),
                files.stream().filter(file -> !removed.contains(file.sha256())).toList(),
                lost,
                !String.join("", fields.getOrDefault(TRAP, List.of())).isBlank());
    }

    private List<PageFile> files(String purpose, List<String> kept) {
        return kept.stream()
                .flatMap(one -> seal.open(purpose, one).flatMap(PageFile::read).stream())
                .filter(file -> rawStore.holds(file.sha256()))
                .toList();
    }

    private static Map<String, String> values(
            CouncilProfile council, PageKind kind, MultiValueMap<String, String> fields) {
        Map<String, String> values = new LinkedHashMap<>();
        for (FormField field : FormField.values()) {
            String value = Optional.ofNullable(fields.getFirst(field.id()))
                    .orElse("")
                    .replace("\r\n", "\n")
                    .strip();
            boolean offered = !CHOICES.containsKey(field) || CHOICES.get(field).contains(value);
            if (!value.isEmpty() && offered && !NOT_ASKED.contains(field)) {
                values.put(field.id(), value);
            }
        }
        if (council.serviceAreas().stream()
                .noneMatch(area -> area.id().equals(values.get(FormField.SERVICE_AREA.id())))) {
            values.remove(FormField.SERVICE_AREA.id());
        }
        if (kind == PageKind.RESIDENT) {
            values.remove(FormField.CHANNEL.id());
        }
        return values;
    }

    /** The page with these files, which are kept from now on. @throws TransientFault if they cannot be kept just now */
    PageState keep(PageState page, List<MultipartFile> uploads) {
        List<PageFile> kept = new ArrayList<>();
        for (MultipartFile upload : uploads) {
            String name = Optional.ofNullable(upload.getOriginalFilename()).orElse("");
            // a browser sends a nameless empty file for a field that was left empty
            if (!upload.isEmpty() || !name.isEmpty()) {
                try {
                    RawItem item = rawStore.keep(out -> {
                        try (var content = upload.getInputStream()) {
                            content.transferTo(out);
                        }
                    });
                    String type = Optional.ofNullable(upload.getContentType()).orElse("");
                    kept.add(new PageFile(item.sha256(), item.size(), type, name));
                } catch (IOException e) {
                    throw new TransientFault("a file could not be kept", e);
                }
            }
        }
        return page.with(kept);
    }

    /** The same page under another token, so that it can become feedback once more. */
    PageState anew(PageState page) {
        return page.under(UUID.randomUUID().toString());
    }

    /** How long somebody has had the page. */
    Duration filledIn(PageState page) {
        return Duration.between(page.shownAt(), clock.instant());
    }

    /** The hidden field that tells when and as what the page was shown. */
    String stamp(PageState page) {
        return seal.seal(purpose(page), page.token() + BETWEEN + page.shownAt().toEpochMilli());
    }

    /** The hidden field of each file. */
    Map<String, String> kept(PageState page) {
        Map<String, String> kept = new LinkedHashMap<>();
        page.files()
                .forEach(file ->
                        kept.put(file.sha256(), seal.seal(filePurpose(page.council(), page.token()), file.written())));
        return kept;
    }

    private static String purpose(PageState page) {
        return page.kind().form() + " " + page.council().id();
    }

    private static String filePurpose(CouncilProfile council, String token) {
        return "file " + council.id() + " " + token;
    }
}
