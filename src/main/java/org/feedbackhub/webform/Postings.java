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
import org.apache.camel.ExchangeProperty;
import org.feedbackhub.arrival.ArrivalLedger;
import org.feedbackhub.arrival.Arrived;
import org.feedbackhub.arrival.Finding;
import org.feedbackhub.arrival.RawItem;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.Form;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.TransientFault;
import org.feedbackhub.webform.Refusal.Cause;
import org.jspecify.annotations.Nullable;

/** Takes what forms post: proves it, reads it, and tells by its key whether it has come before. */
public final class Postings {

    private static final Pattern KEY = Pattern.compile("[!-~]{1,200}");
    private static final Pattern SOURCE = Pattern.compile("web:[^/]+/([^/]+)/.+");
    private static final String WEBHOOK_ID = "webhook-id";
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
    private final IdempotencyKeys keys;
    private final InstantSource clock;
    private final Map<Form, FormMapping> mappings = new HashMap<>();

    Postings(
            Councils councils,
            WebFormSettings settings,
            FormReader reader,
            RawStore rawStore,
            ArrivalLedger ledger,
            IdempotencyKeys keys,
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
        this.keys = keys;
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
        if (!perAddress.allow(request.getRemoteAddr())) {
            throw Refusal.of(Cause.TOO_MANY, "too many from this address");
        }
        CouncilProfile council = council(councilId);
        requireSomeProof(council, request);
        byte[] bytes = bodyReader.read(request.getInputStream(), request.getContentLengthLong());
        Instant now = clock.instant();
        Form form = prove(council, request, bytes, now);
        if (!perForm.allow(council.id() + "/" + form.id())) {
            throw Refusal.of(Cause.TOO_MANY, "too many from this form");
        }
        String contentType = request.getContentType() == null ? "" : request.getContentType();
        FormMapping mapping = mappings.get(form);
        FormBody body = bodies.read(contentType, bytes, mapping.files());
        FormValues values = mapping.values(body);
        reader.check(values, form.officers());
        return new PostedForm(
                council,
                source(council, form, request),
                now,
                new KeptPosting(contentType, bytes),
                mapping,
                body,
                values);
    }

    /** Holds it as it came, to be kept when it is recorded. @throws TransientFault if nothing can be kept just now */
    public Arrived keep(PostedForm posted) {
        try {
            RawItem raw = rawStore.hold(posted.kept()::writeTo);
            return new Arrived(posted.source(), posted.council().id(), Channel.WEB_FORM, posted.receivedAt(), raw);
        } catch (IOException e) {
            throw new TransientFault("the posting could not be kept", e);
        }
    }

    /** Reads what was written, and keeps the files. @throws TransientFault if they cannot be kept just now */
    public Finding.Written read(Arrived arrived, @ExchangeProperty(PostingAnswers.POSTED) PostedForm posted) {
        return new Finding.Written(arrived, reader.read(posted.council(), posted.values()));
    }

    /** Whether a posting that came before under the same key told the same. */
    boolean repeats(PostedForm posted, Arrived arrived) {
        String before = ledger.rawItemOf(posted.source()).orElseThrow();
        if (before.equals(arrived.raw().sha256())) {
            return true;
        }
        try (InputStream raw = rawStore.open(before)) {
            KeptPosting kept = KeptPosting.of(raw.readAllBytes());
            return bodies.read(kept.contentType(), kept.body(), posted.mapping().files())
                    .tellsTheSameAs(posted.body());
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

    /**
     * Who posted something that cannot be read as a whole; nobody if not even that can be made out.
     *
     * @throws TransientFault if the raw store cannot be read just now
     */
    public Contact contactOf(Arrived arrived) {
        Matcher source = SOURCE.matcher(arrived.source());
        FormMapping mapping = councils.get(arrived.council()).forms().stream()
                .filter(form -> source.matches() && form.id().equals(source.group(1)))
                .map(mappings::get)
                .findFirst()
                // of a form that is gone, what it may have posted in the contract's own fields
                .orElseGet(FormMapping::new);
        try (InputStream raw = rawStore.open(arrived.raw().sha256())) {
            KeptPosting kept = KeptPosting.of(raw.readAllBytes());
            return FormReader.contact(mapping.values(bodies.read(kept.contentType(), kept.body(), mapping.files())));
        } catch (IOException e) {
            throw new TransientFault("the raw store could not be read", e);
        } catch (Refusal | IllegalArgumentException e) {
            return Contact.ANONYMOUS;
        }
    }

    private Finding reread(Arrived arrived, CouncilProfile council, FormMapping mapping, boolean page) {
        try (InputStream raw = rawStore.open(arrived.raw())) {
            KeptPosting kept = KeptPosting.of(raw.readAllBytes());
            FormBody body = bodies.read(kept.contentType(), kept.body(), mapping.files());
            List<PageDoubt> doubts = page ? PageDoubt.kept(body.fields()) : List.of();
            return new Finding.Written(arrived, reader.read(council, mapping.values(body), doubts));
        } catch (IOException e) {
            throw new TransientFault("the raw store could not be read", e);
        } catch (Refusal | IllegalArgumentException e) {
            return new Finding.Unreadable(
                    arrived, "the posting cannot be read: " + e.getClass().getSimpleName());
        }
    }

    /**
     * By what a posting is told from others: the id under which it is signed, which nobody else can change; for a form that does
     * not sign, the key that it gives. A signed posting that gives a key as well is the one that gave it first.
     */
    private String source(CouncilProfile council, Form form, HttpServletRequest request) {
        String place = "web:" + council.id() + "/" + form.id() + "/";
        String id = request.getHeader(WEBHOOK_ID);
        String key = request.getHeader("Idempotency-Key");
        if (id == null && key == null) {
            throw Refusal.of(
                    Cause.NO_KEY, "a webhook-id or an Idempotency-Key is needed, so that nothing is taken twice");
        }
        if (id == null || key == null) {
            return place + valid(id == null ? key : id);
        }
        return keys.firstUnder(place + valid(key), place + valid(id));
    }

    private static String valid(String key) {
        if (!KEY.matcher(key.strip()).matches()) {
            throw Refusal.of(Cause.NO_KEY, "a key has 1 to 200 printable ASCII signs and no blank");
        }
        return key.strip();
    }

    /** Before anything of the body is read: nobody without a token or a signature of now takes our memory. */
    private void requireSomeProof(CouncilProfile council, HttpServletRequest request) {
        String token = token(request);
        boolean known = token != null && council.forms().stream().anyMatch(form -> knows(form, token));
        if (!known && !signatures.isPlausible(headers(request), clock.instant())) {
            throw unsigned();
        }
    }

    private static Signatures.Headers headers(HttpServletRequest request) {
        return new Signatures.Headers(
                request.getHeader(WEBHOOK_ID),
                request.getHeader("webhook-timestamp"),
                request.getHeader("webhook-signature"));
    }

    private static @Nullable String token(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        return authorization != null && authorization.startsWith(BEARER)
                ? authorization.substring(BEARER.length()).strip()
                : null;
    }

    private Refusal unsigned() {
        return Refusal.of(
                Cause.UNSIGNED,
                "a signature after Standard Webhooks is needed, by a secret of one of the council's forms, not older than "
                        + settings.signatureWindow().toMinutes() + " minutes");
    }

    private Form prove(CouncilProfile council, HttpServletRequest request, byte[] body, Instant now) {
        Signatures.Headers headers = headers(request);
        String token = token(request);
        for (Form form : council.forms()) {
            if (signatures.prove(form, headers, body, now) || token != null && knows(form, token)) {
                return form;
            }
        }
        throw unsigned();
    }

    private static boolean knows(Form form, String token) {
        boolean known = false;
        for (String own : form.bearerTokens()) {
            known |=
                    MessageDigest.isEqual(own.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
        }
        return known;
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
