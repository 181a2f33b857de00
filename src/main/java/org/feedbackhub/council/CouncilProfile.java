package org.feedbackhub.council;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.ServiceArea;
import org.jspecify.annotations.Nullable;

/**
 * All that the hub knows of a council, from its file in {@code config/councils/}; nothing in the code names a council.
 *
 * @param id as in addresses and events
 * @param name as residents know it
 * @param referencePrefix the letters in front of its references
 * @param timeZone in which its days begin and end
 * @param sender as whom it answers
 * @param mailboxes that are read for it; none for a profile that only shows a policy
 * @param forms that post what residents fill in; none if there are none
 * @param scanners that drop letters; none if there are none
 * @param letters where what is told on paper is handed over; null where the hub prints nothing, and what would be a letter is held
 * @param spam how its mail gateway marks spam; null if it does not
 * @param staff how its own people are told apart from residents
 * @param promises the policy's targets by kind; referrals share one
 * @param referral targets for what the policy does not cover
 * @param stages of its complaints process
 * @param closureDays on which it is closed beside weekends and bank holidays
 * @param sendingWindow when residents are written to
 * @param survey whom it asks how satisfied they are, and when (P15)
 * @param officers whom the hub writes to
 * @param qualityBoard when its board meets, or null where it has none (P17)
 * @param policyQuestionsAreComments whether a question about policy or practice is recorded as a comment (P10)
 * @param ombudsmen by the name under which the texts speak of them (P9)
 * @param referralContacts whom a resident is told to turn to, by kind (P10)
 * @param serviceAreas what it, or another authority, provides
 * @param texts facts that its templates use
 * @param toBeConfirmed what stands in this file as an assumption and must be settled before residents are answered
 * @param colour behind the name on its pages, dark enough for white letters; a neutral one if the file has none
 */
public record CouncilProfile(
        @NotNull CouncilId id,
        @NotBlank String name,
        @NotNull @Pattern(regexp = "[A-Z]{2,4}", message = "must be two to four capital letters")
                String referencePrefix,
        @NotNull ZoneId timeZone,
        @NotNull @Valid Sender sender,
        @NotNull List<@Valid Mailbox> mailboxes,
        @Nullable List<@Valid Form> forms,
        @Nullable List<@Valid Scanner> scanners,
        @Nullable @Valid Letters letters,
        @Nullable @Valid SpamMark spam,
        @NotNull @Valid Staff staff,
        @NotNull @Valid Promises promises,
        @NotNull @Valid Stages stages,
        @NotNull Set<LocalDate> closureDays,
        @NotNull @Valid SendingWindow sendingWindow,
        @NotNull @Valid Survey survey,
        @NotNull @Valid Officers officers,
        @Nullable @Valid QualityBoard qualityBoard,
        boolean policyQuestionsAreComments,
        @NotEmpty Map<String, @Valid Body> ombudsmen,
        @NotNull Map<Kind, @Valid Body> referralContacts,
        @NotEmpty List<@Valid Area> serviceAreas,
        @NotNull Map<String, @NotBlank String> texts,
        @NotNull List<@NotBlank String> toBeConfirmed,
        @Nullable @Pattern(regexp = "#[0-9a-fA-F]{6}", message = "must be a colour such as #1d4f5c, in quotes")
                String colour) {

    private static final String DEFAULT_COLOUR = "#1d4f5c";

    /** WCAG 2.2, 1.4.3. */
    private static final double LEAST_CONTRAST = 4.5;

    private static final double[] LUMINANCE = {0.2126, 0.7152, 0.0722};

    /**
     * As whom the council answers.
     *
     * @param name shown beside the address
     * @param address from which acknowledgements come
     * @param bounces an address with {@value #REFERENCE} in it, to which what cannot be delivered comes back, so that it tells
     *     what it was about even where a mail server leaves everything else out; null where the mail server knows no such
     *     addresses, and it comes back to the sender's own
     */
    public record Sender(
            @NotBlank String name,
            @NotNull EmailAddress address,
            @Nullable
                    @Pattern(
                            regexp = "[^@{}]+\\{reference}[^@{}]*@[^@]+",
                            message = "must hold {reference} before the @")
                    String bounces) {

        private static final String REFERENCE = "{reference}";

        /** To which a mail about this feedback comes back. */
        public EmailAddress returnPath(Reference reference) {
            return bounces == null ? address : new EmailAddress(bounces.replace(REFERENCE, reference.value()));
        }
    }

    /**
     * Letters that are printed and posted.
     *
     * @param folder into which each is put, and with each batch a manifest; the hub writes there and takes nothing away
     * @param address under the council's name at the head, line by line
     */
    public record Letters(@NotNull Path folder, @NotEmpty List<@NotBlank String> address) {

        private static final String ENDS_WITH_POSTCODE = "(?i).*\\b[A-Z]{1,2}\\d[A-Z\\d]?\\s?\\d[A-Z]{2}";

        /** By which a letter to the council itself is known for one. */
        @AssertTrue(message = "needs the postcode at the end of its last line")
        boolean isAddressWhole() {
            return address == null
                    || address.isEmpty()
                    || address.get(address.size() - 1).strip().matches(ENDS_WITH_POSTCODE);
        }
    }

    public CouncilProfile {
        forms = forms == null ? List.of() : List.copyOf(forms);
        scanners = scanners == null ? List.of() : List.copyOf(scanners);
        colour = colour == null ? DEFAULT_COLOUR : colour;
    }

    @AssertTrue(message = "needs a colour on which white letters have a contrast of 4.5 to 1 (WCAG 2.2, 1.4.3)")
    boolean isColourReadable() {
        if (colour == null || !colour.matches("#[0-9a-fA-F]{6}")) {
            return true;
        }
        double luminance = 0;
        for (int i = 0; i < LUMINANCE.length; i++) {
            double part = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            luminance += LUMINANCE[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return 1.05 / (luminance + 0.05) >= LEAST_CONTRAST;
    }

    @AssertTrue(
            message =
                    "officers.qualityAssurance and qualityBoard go together: name the board's members and when it meets, or neither")
    boolean isQualityBoardWhole() {
        return officers == null
                || officers.qualityAssurance() == null
                || officers.qualityAssurance().isEmpty() == (qualityBoard == null);
    }

    @AssertTrue(message = "forms need ids of their own, and secrets and tokens that no other form of the council has")
    boolean isEachFormItself() {
        Stream<String> ids = forms.stream().map(Form::id);
        List<String> proofs = forms.stream()
                .flatMap(form -> Stream.concat(form.secrets().stream(), form.bearerTokens().stream()))
                .toList();
        return ids.distinct().count() == forms.size()
                && proofs.stream().distinct().count() == proofs.size();
    }

    /** The header by which the council's mail gateway marks spam. @param pattern found in its value when it is spam */
    public record SpamMark(@NotBlank String header, @NotBlank String pattern) {}

    /**
     * How the council's own people are told apart.
     *
     * @param domains from which they write
     * @param authservId as which the council's receiving server signs its verdict on the sender (RFC 8601)
     */
    public record Staff(@NotEmpty List<@NotBlank String> domains, @NotBlank String authservId) {

        /** Whether the address is one of the council's own. */
        public boolean includes(EmailAddress address) {
            return domains.stream()
                    .anyMatch(domain ->
                            address.domain().equals(domain) || address.domain().endsWith("." + domain));
        }
    }

    /** The targets of each kind; all referrals share theirs. */
    public record Promises(
            @NotNull @Valid KindPromise compliment,
            @NotNull @Valid KindPromise comment,
            @NotNull @Valid KindPromise complaint,
            @NotNull @Valid KindPromise referral) {

        /** What is promised for a kind. */
        public KindPromise of(Kind kind) {
            return switch (kind) {
                case COMPLIMENT -> compliment;
                case COMMENT -> comment;
                case COMPLAINT -> complaint;
                default -> referral;
            };
        }

        /** All of them, for what holds whatever the kind turns out to be. */
        public List<KindPromise> all() {
            return List.of(compliment, comment, complaint, referral);
        }
    }

    /**
     * The complaints process (P8, P13a).
     *
     * @param count how many stages it has
     * @param requestWithinMonths for how long after the answer the next stage can be asked for, or null for ever
     * @param clarifications whether a request to explain an answer is a matter of its own, and not the next stage
     * @param reviewer who reviews at the last stage, or null where there is one stage only
     * @param otherReviewer who does so where the complaint is about the reviewer's own service
     * @param acknowledge when a request for the next stage is acknowledged, or null where the policy sets no time
     * @param respond when the next stage is answered, or null where there is none
     * @param extendAtMost by how many working days an answer may be put off at most, by stage; empty where the policy sets no bound
     * @param source the policy's clause
     */
    public record Stages(
            @Min(1) @Max(3) int count,
            @Nullable @Min(1) @Max(60) Integer requestWithinMonths,
            boolean clarifications,
            @Nullable String reviewer,
            @Nullable String otherReviewer,
            @Nullable @Valid Target acknowledge,
            @Nullable @Valid Target respond,
            @Nullable List<@Min(1) Integer> extendAtMost,
            @NotBlank String source) {

        public Stages {
            extendAtMost = extendAtMost == null ? List.of() : List.copyOf(extendAtMost);
        }

        @AssertTrue(message = "needs respond where there is more than one stage")
        boolean isNextStagePromised() {
            return count == 1 || respond != null;
        }
    }

    /**
     * What is promised for one kind.
     *
     * @param acknowledge when it is acknowledged
     * @param respond when it is answered, or null where the acknowledgement is the answer
     */
    public record KindPromise(@NotNull @Valid Target acknowledge, @Nullable @Valid Target respond) {}

    /**
     * Somebody outside this process to whom residents are pointed.
     *
     * @param name of the office or body
     * @param contact address, telephone and web as a resident needs them, lines joined by line feeds
     */
    public record Body(@NotBlank String name, @NotBlank String contact) {}

    /**
     * A service area of the council's list.
     *
     * @param id as in events
     * @param name as residents call it
     * @param tier {@code district}, {@code county} or another authority that provides it
     * @param headOfService who is responsible (P5); the authority's name where it is not the council's own
     * @param contractor who does the work (P24), or null
     * @param description what belongs to it, in a sentence or two; examples to learn from as well
     * @param includes ids of areas that other councils have for themselves and that belong to this one here; null for none
     * @param words by which it is recognised, in lower case
     */
    public record Area(
            @NotBlank String id,
            @NotBlank String name,
            @NotBlank String tier,
            @NotBlank String headOfService,
            @Nullable String contractor,
            @NotBlank String description,
            @Nullable List<@NotBlank String> includes,
            @NotEmpty List<@NotBlank String> words) {

        /** Its own id and those that it includes. */
        public Stream<String> ids() {
            return Stream.concat(Stream.of(id), includes == null ? Stream.empty() : includes.stream());
        }

        /** The area as it travels on events. */
        public ServiceArea toServiceArea() {
            return new ServiceArea(id, name, tier, contractor);
        }
    }

    /** The head of service responsible for an area (P5), or nobody if the area is not known or not the council's. */
    public @Nullable String headOfService(@Nullable ServiceArea area) {
        return area == null
                ? null
                : serviceAreas.stream()
                        .filter(one -> one.id().equals(area.id()) && one.tier().equals(OWN_TIER))
                        .map(Area::headOfService)
                        .findFirst()
                        .orElse(null);
    }

    /** Who reviews at the next stage: somebody independent of the service that the complaint is about (P8); null if nobody does. */
    public @Nullable String reviewer(@Nullable ServiceArea area) {
        return stages.reviewer() != null && stages.reviewer().equals(headOfService(area))
                ? stages.otherReviewer()
                : stages.reviewer();
    }

    /** The ombudsman for this feedback: tenants about their tenancy have their own where the council has tenants (P9). */
    public Body ombudsman(Set<Flag> flags) {
        Body housing = ombudsmen.get(HOUSING);
        Body general = ombudsmen.get(GENERAL);
        return flags.contains(Flag.TENANCY) && housing != null ? housing : general;
    }

    /** The tier of what the council provides itself. */
    public static final String OWN_TIER = "district";

    /** The ombudsman of everyone else; each council's file names it. */
    public static final String GENERAL = "general";

    /** The ombudsman of council tenants about their tenancy. */
    public static final String HOUSING = "housing";
}
