package org.feedbackhub.webform;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.feedbackhub.arrival.ArrivalLedger;
import org.feedbackhub.arrival.Arrived;
import org.feedbackhub.arrival.Finding;
import org.feedbackhub.arrival.RawItem;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.CouncilProfile.Form;
import org.feedbackhub.council.Councils;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.TransientFault;
import org.feedbackhub.webform.Refusal.Cause;

/** Takes what forms post: proves it, reads it, and tells by its key whether it has come before. */
public final class Postings {

    private static final Pattern KEY = Pattern.compile("[!-~]{1,200}");
    private static final Pattern SOURCE = Pattern.compile("web:[^/]+/([^/]+)/.+");
    private static final String BEARER = "Bearer ";

    private final Councils councils;
    private final WebFormSettings settings;
    private final FormBodies bodies;
    private final FormReader reader;
    private final Signatures signatures;
    private final BodyReader bodyReader;
    private final Rates perForm;
    private final Rates perAddress;
    private final RawStore rawStore;
    private final ArrivalLedger ledger;
    private final InstantSource clock;
    private final Map<Form, FormMapping> mappings = new HashMap<>();

    Postings(
            Councils councils,
            WebFormSettings settings,
            FormReader reader,
            RawStore rawStore,
            ArrivalLedger ledger,
            InstantSource clock) {
        this.councils = councils;
        this.settings = settings;
        this.bodies = new FormBodies(settings.limits());
        this.reader = reader;
        this.signatures = new Signatures(settings.signatureWindow());
        this.bodyReader = new BodyReader(settings.limits().body().toBytes(), settings.bodyWithin(), clock);
        this.perForm = new Rates(settings.perForm(), settings.addresses());
        this.perAddress = new Rates(settings.perAddress(), settings.addresses());
        this.rawStore = rawStore;
        this.ledger = ledger;
        this.clock = clock;
        for (CouncilProfile council : councils.all()) {
            council.forms().forEach(form -> mappings.put(form, new FormMapping(form)));
        }
    }

    /**
     * Takes a posting off its request. Nothing is kept yet.
     *
     * @throws Refusal if it cannot be taken
     */
    PostedForm take(HttpServletRequest request, String councilId) throws IOException {
        CouncilProfile council = council(councilId);
        if (!perAddress.allow(request.getRemoteAddr())) {
            throw Refusal.of(Cause.TOO_MANY, "too many from this address");
        }
        byte[] bytes = bodyReader.read(request.getInputStream(), request.getContentLengthLong());
        Instant now = clock.instant();
        Form form = prove(council, request, bytes, now);
        if (!perForm.allow(council.id() + "/" + form.id())) {
            throw Refusal.of(Cause.TOO_MANY, "too many from this form");
        }
        String contentType = request.getContentType() == null ? "" : request.getContentType();
        FormBody body = bodies.read(contentType, bytes);
        FormValues values = mappings.get(form).values(body);
        reader.check(values, form.officers());
        return new PostedForm(
                council, source(council, form, key(request)), now, new KeptPosting(contentType, bytes), body, values);
    }

    /** Keeps it and what came with it, and reads what was written. @throws TransientFault if nothing can be kept just now */
    public Finding.Written keep(PostedForm posted) {
        try {
            RawItem raw = rawStore.keep(posted.kept()::writeTo);
            Arrived arrived =
                    new Arrived(posted.source(), posted.council().id(), Channel.WEB_FORM, posted.receivedAt(), raw);
            return new Finding.Written(arrived, reader.read(posted.council(), posted.values()));
        } catch (IOException e) {
            throw new TransientFault("the posting could not be kept", e);
        }
    }

    /** Whether a posting that came before under the same key told the same. */
    boolean repeats(PostedForm posted, Arrived arrived) {
        String before = ledger.rawItemOf(posted.source()).orElseThrow();
        if (before.equals(arrived.raw().sha256())) {
            return true;
        }
        try (InputStream raw = rawStore.open(before)) {
            KeptPosting kept = KeptPosting.of(raw.readAllBytes());
            return bodies.read(kept.contentType(), kept.body()).tellsTheSameAs(posted.body());
        } catch (IOException e) {
            throw new TransientFault("the posting that came before could not be read", e);
        }
    }

    /** What was posted at some time, read once more. @throws TransientFault if the raw store cannot be read just now */
    public Finding reread(Arrived arrived) {
        Matcher source = SOURCE.matcher(arrived.source());
        if (!source.matches()) {
            return new Finding.Unreadable(arrived, "no posting of a form");
        }
        CouncilProfile council = councils.get(arrived.council());
        if (PageKind.of(source.group(1)).isPresent()) {
            return reread(arrived, council, new FormMapping(), true);
        }
        Optional<Form> form = council.forms().stream()
                .filter(one -> one.id().equals(source.group(1)))
                .findFirst();
        if (form.isEmpty()) {
            return new Finding.Unreadable(arrived, "the council has no form " + source.group(1) + " any more");
        }
        return reread(arrived, council, mappings.get(form.get()), false);
    }

    private Finding reread(Arrived arrived, CouncilProfile council, FormMapping mapping, boolean page) {
        try (InputStream raw = rawStore.open(arrived.raw().sha256())) {
            KeptPosting kept = KeptPosting.of(raw.readAllBytes());
            FormBody body = bodies.read(kept.contentType(), kept.body());
            List<PageDoubt> doubts = page ? PageDoubt.kept(body.fields()) : List.of();
            return new Finding.Written(arrived, reader.read(council, mapping.values(body), doubts));
        } catch (IOException e) {
            throw new TransientFault("the raw store could not be read", e);
        }
    }

    private static String source(CouncilProfile council, Form form, String key) {
        return "web:" + council.id() + "/" + form.id() + "/" + key;
    }

    private Form prove(CouncilProfile council, HttpServletRequest request, byte[] body, Instant now) {
        Signatures.Headers headers = new Signatures.Headers(
                request.getHeader("webhook-id"),
                request.getHeader("webhook-timestamp"),
                request.getHeader("webhook-signature"));
        String authorization = request.getHeader("Authorization");
        String token = authorization != null && authorization.startsWith(BEARER)
                ? authorization.substring(BEARER.length()).strip()
                : null;
        for (Form form : council.forms()) {
            if (signatures.prove(form, headers, body, now) || token != null && knows(form, token)) {
                return form;
            }
        }
        throw Refusal.of(
                Cause.UNSIGNED,
                "a signature after Standard Webhooks is needed, by a secret of one of the council's forms, not older than "
                        + settings.signatureWindow().toMinutes() + " minutes");
    }

    private static boolean knows(Form form, String token) {
        boolean known = false;
        for (String own : form.bearerTokens()) {
            known |=
                    MessageDigest.isEqual(own.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
        }
        return known;
    }

    /** By what a posting is told from others: the caller's own key if it gives one, else the id under which it is signed. */
    private static String key(HttpServletRequest request) {
        String key = request.getHeader("Idempotency-Key");
        key = key == null ? request.getHeader("webhook-id") : key;
        if (key == null) {
            throw Refusal.of(
                    Cause.NO_KEY, "a webhook-id or an Idempotency-Key is needed, so that nothing is taken twice");
        }
        if (!KEY.matcher(key.strip()).matches()) {
            throw Refusal.of(Cause.NO_KEY, "a key has 1 to 200 printable ASCII signs and no blank");
        }
        return key.strip();
    }

    private CouncilProfile council(String id) {
        try {
            return councils.find(new CouncilId(id))
                    .orElseThrow(() -> Refusal.of(Cause.UNKNOWN_COUNCIL, "known is what the hub is configured for"));
        } catch (IllegalArgumentException e) {
            throw Refusal.of(Cause.UNKNOWN_COUNCIL, "known is what the hub is configured for");
        }
    }
}
