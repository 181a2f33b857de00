package org.feedbackhub.webform;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.feedbackhub.arrival.Attachments;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.Details;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Origin;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.Submission;
import org.feedbackhub.language.Language;
import org.feedbackhub.webform.Refusal.FieldError;

/** Makes a submission of what somebody filled in. */
public final class FormReader {

    private static final Set<String> NO = Set.of("no", "false", "0", "n", "none");

    private static final Pattern UNWANTED = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]|\\p{Cs}");
    private static final int DELETE = 0x7f;
    private static final int LAST_CONTROL = 0x9f;

    private static final Map<FormField, String> DETAILS = Map.of(
            FormField.KIND, Details.KIND,
            FormField.SERVICE_AREA, Details.SERVICE_AREA,
            FormField.UPRN, Details.UPRN,
            FormField.LOCATION, Details.LOCATION,
            FormField.TENANCY, Details.TENANCY,
            FormField.ACCESSIBILITY_NEEDS, Details.ACCESSIBILITY_NEEDS,
            FormField.CONSENT, Details.CONSENT);

    private final WebFormSettings.Limits limits;
    private final Attachments attachments;

    FormReader(WebFormSettings.Limits limits, Attachments attachments) {
        this.limits = limits;
        this.attachments = attachments;
    }

    /**
     * Says what cannot be taken. An address that is no address is taken all the same, and a field that is too long is cut: a form
     * product can ask nobody again, and the message counts for more.
     *
     * @param officers whether the channel and the officer may be named
     * @throws Refusal that names each field
     */
    void check(FormValues values, boolean officers) {
        List<FieldError> errors = new ArrayList<>();
        if (values.get(FormField.MESSAGE).isEmpty()) {
            errors.add(new FieldError(FormField.MESSAGE.id(), "is needed"));
        }
        if (values.orEmpty(FormField.MESSAGE).length() > limits.message()) {
            errors.add(new FieldError(FormField.MESSAGE.id(), "may have " + limits.message() + " characters"));
        }
        values.get(FormField.CHANNEL)
                .filter(value -> channel(value).isEmpty())
                .ifPresent(value -> errors.add(new FieldError(
                        FormField.CHANNEL.id(), "must be web-form, phone, face-to-face or social-media")));
        if (!officers && values.get(FormField.TAKEN_BY).isPresent()) {
            errors.add(new FieldError(FormField.TAKEN_BY.id(), "is for the forms of officers"));
        }
        if (!officers && channelOf(values) != Channel.WEB_FORM && errors.isEmpty()) {
            errors.add(new FieldError(FormField.CHANNEL.id(), "other than web-form is for the forms of officers"));
        }
        if (!errors.isEmpty()) {
            throw Refusal.ofFields(errors);
        }
    }

    /** The submission. @throws org.feedbackhub.feedback.TransientFault if the files cannot be kept just now */
    Submission read(CouncilProfile council, FormValues values) {
        return read(council, values, List.of());
    }

    /** The submission of one of the hub's own pages, with what is doubtful about the page. */
    Submission read(CouncilProfile council, FormValues given, List<PageDoubt> ofPage) {
        FormValues values = given.cutTo(limits.field());
        String message = clean(values.orEmpty(FormField.MESSAGE));
        List<String> doubts =
                new ArrayList<>(ofPage.stream().map(PageDoubt::sentence).toList());
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        if (!values.values().equals(given.values())) {
            doubts.add("a field was longer than is taken; the original has all of it");
        }
        Map<String, String> details = details(values, doubts, flags);
        String language = Language.of(message);
        if (Language.isOther(language)) {
            flags.add(Flag.OTHER_LANGUAGE);
            doubts.add("it is not written in English");
        }
        List<Reference> quoted = quoted(council, values);
        if (!quoted.isEmpty()) {
            doubts.add("it names earlier feedback: " + quoted);
        }
        return new Submission(
                council.id(),
                channelOf(values),
                contact(values),
                values.get(FormField.TAKEN_BY).map(FormReader::clean).orElse(null),
                clean(values.orEmpty(FormField.SUBJECT)),
                message,
                message,
                language,
                attachments.keep(values.files()),
                quoted,
                doubts,
                flags,
                Origin.UNKNOWN,
                details);
    }

    private static Map<String, String> details(FormValues values, List<String> doubts, Set<Flag> flags) {
        Map<String, String> details = new LinkedHashMap<>();
        DETAILS.forEach((field, name) -> values.get(field).ifPresent(value -> details.put(name, clean(value))));
        values.get(FormField.EMAIL)
                .filter(value -> EmailAddress.parse(value).isEmpty())
                .ifPresent(value -> {
                    details.put(Details.EMAIL_AS_GIVEN, clean(value));
                    doubts.add("what it gives as an e-mail address is none");
                });
        values.get(FormField.REFERENCE)
                .filter(value -> Reference.parse(value).isEmpty())
                .ifPresent(value -> {
                    details.put(Details.REFERENCE_AS_GIVEN, clean(value));
                    doubts.add("what it gives as an earlier reference is none");
                });
        if (values.get(FormField.TENANCY).filter(FormReader::isYes).isPresent()) {
            flags.add(Flag.TENANCY);
        }
        if (values.get(FormField.ACCESSIBILITY_NEEDS).filter(FormReader::isYes).isPresent()) {
            flags.add(Flag.ACCESSIBLE_FORMAT);
        }
        return details;
    }

    private static boolean isYes(String value) {
        return !NO.contains(value.toLowerCase(Locale.ROOT));
    }

    private static List<Reference> quoted(CouncilProfile council, FormValues values) {
        Set<Reference> quoted = new LinkedHashSet<>();
        values.get(FormField.REFERENCE)
                .flatMap(Reference::parse)
                .filter(reference -> reference.prefix().equals(council.referencePrefix()))
                .ifPresent(quoted::add);
        String text = values.orEmpty(FormField.SUBJECT) + "\n" + values.orEmpty(FormField.MESSAGE);
        quoted.addAll(Reference.findAll(text, council.referencePrefix()));
        return List.copyOf(quoted);
    }

    /** Who filled it in, as far as they say. */
    static Contact contact(FormValues values) {
        return new Contact(
                values.get(FormField.NAME).map(FormReader::clean).orElse(null),
                values.get(FormField.EMAIL).flatMap(EmailAddress::parse).orElse(null),
                values.get(FormField.PHONE).map(FormReader::clean).orElse(null),
                values.get(FormField.ADDRESS).map(FormReader::clean).orElse(null),
                values.get(FormField.POSTCODE).map(FormReader::clean).orElse(null),
                values.get(FormField.PREFERRED_CONTACT).map(FormReader::clean).orElse(null));
    }

    private static Channel channelOf(FormValues values) {
        return values.get(FormField.CHANNEL).flatMap(FormReader::channel).orElse(Channel.WEB_FORM);
    }

    private static Optional<Channel> channel(String value) {
        return List.of(Channel.WEB_FORM, Channel.PHONE, Channel.FACE_TO_FACE, Channel.SOCIAL_MEDIA).stream()
                .filter(channel -> channel.id().equals(value))
                .findFirst();
    }

    /** Without what no database and no page takes; lines end as they do here. */
    public static String clean(String value) {
        return value.chars().allMatch(FormReader::isPlain) ? value.strip() : cleaned(value);
    }

    /** Of most values each sign is, and looking is much faster than replacing. */
    private static boolean isPlain(int sign) {
        return sign >= ' ' && sign < DELETE
                || sign > LAST_CONTROL && !Character.isSurrogate((char) sign)
                || sign == '\n';
    }

    private static String cleaned(String value) {
        return value.replace("\r\n", "\n")
                .replace('\r', '\n')
                .transform(lines -> UNWANTED.matcher(lines).replaceAll(""))
                .strip();
    }
}
