package org.feedbackhub.print;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.Result;
import javax.xml.transform.Source;
import javax.xml.transform.Templates;
import javax.xml.transform.TransformerConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.sax.SAXResult;
import javax.xml.transform.stream.StreamSource;
import org.apache.fop.apps.FOPException;
import org.apache.fop.apps.FOUserAgent;
import org.apache.fop.apps.Fop;
import org.apache.fop.apps.FopConfParser;
import org.apache.fop.apps.FopFactory;
import org.apache.fop.events.model.EventSeverity;
import org.apache.xmlgraphics.io.Resource;
import org.apache.xmlgraphics.io.ResourceResolver;
import org.apache.xmlgraphics.util.MimeConstants;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.InvalidConfiguration;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.CouncilId;
import org.springframework.util.function.SingletonSupplier;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Lays letters out as PDF/A-1a by {@code config/templates/<council>/letter.xsl}, or {@code common/} where a council has none of its own: a
 * stylesheet that makes formatting objects (XSL-FO) of what a letter says. It can draw pictures that lie beside it, and nothing from
 * elsewhere.
 */
public final class LetterPress {

    private static final String NOT_WHOLE = "the postal address is not whole, or too long for the window";
    private static final String NOT_LAID_OUT = "the letter cannot be laid out";
    private static final String STYLESHEET = "letter.xsl";
    private static final String COMMON = "common";
    private static final String CONFIGURATION = "/print/fop.xml";
    private static final String FONT = "font";
    private static final String NO_GLYPH = "org.apache.fop.fonts.FontEventProducer.glyphNotAvailable";
    private static final String OVERFLOW = "verflow";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);

    /** What XML 1.0 cannot hold. */
    private static final Pattern NO_XML =
            Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    private final Map<CouncilId, Templates> stylesheets = new HashMap<>();
    private final Councils councils;
    private final SingletonSupplier<FopFactory> factory;

    /**
     * Reads the stylesheets.
     *
     * @param templates the folder of the councils' templates
     * @throws InvalidConfiguration if a stylesheet is missing or is none
     */
    public LetterPress(Path templates, Councils councils) {
        this.councils = councils;
        Map<Path, Templates> read = new HashMap<>();
        for (CouncilProfile council : councils.all()) {
            if (council.letters() != null) {
                Path file = stylesheet(templates, council.id());
                stylesheets.put(council.id(), read.computeIfAbsent(file, LetterPress::read));
            }
        }
        // with the first letter: most starts print none soon
        this.factory =
                SingletonSupplier.of(() -> factory(templates.toAbsolutePath().normalize()));
    }

    /** Why a letter of the council to this person cannot be addressed, in words for the ledger; nothing where it can. */
    public static Optional<String> whyNot(CouncilProfile.Letters council, Contact person) {
        Optional<PostalAddress> address = PostalAddress.of(person);
        if (address.isEmpty()) {
            return Optional.of(NOT_WHOLE);
        }
        // read from a letter that was addressed to it
        return address.get().isOneOf(council.address())
                ? Optional.of("the postal address is the council's own")
                : Optional.empty();
    }

    /**
     * Lays it out.
     *
     * @throws UnprintableLetter if its address is not whole or does not fit the window, or no font has one of its signs
     */
    public Printed print(LetterText letter) throws UnprintableLetter {
        PostalAddress address = PostalAddress.of(letter.to()).orElseThrow(() -> new UnprintableLetter(NOT_WHOLE));
        Templates stylesheet = Optional.ofNullable(stylesheets.get(letter.council()))
                .orElseThrow(() -> new UnprintableLetter("the council has no letters printed"));
        try {
            return new Printed(laidOut(stylesheet, document(letter, address), letter), address);
        } catch (TransformerException | IOException | SAXException | RuntimeException e) {
            throw new UnprintableLetter(NOT_LAID_OUT, e);
        }
    }

    /** A letter laid out. @param address as it stands in the window */
    public record Printed(PrintedLetter.Sheet sheet, PostalAddress address) {}

    private PrintedLetter.Sheet laidOut(Templates stylesheet, Document document, LetterText letter)
            throws FOPException, TransformerException, UnprintableLetter {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        FopFactory layout = factory.obtain();
        FOUserAgent agent = layout.newFOUserAgent();
        agent.setCreationDate(
                Date.from(letter.date().atStartOfDay(ZoneOffset.UTC).toInstant()));
        AtomicBoolean unknownSign = new AtomicBoolean();
        AtomicBoolean notWhole = new AtomicBoolean();
        agent.getEventBroadcaster().addEventListener(event -> {
            if (event.getEventID().equals(NO_GLYPH)) {
                unknownSign.set(true);
            } else if (event.getSeverity() == EventSeverity.ERROR
                    || event.getSeverity() == EventSeverity.FATAL
                    || event.getEventID().contains(OVERFLOW)) {
                // such as a picture that is missing, or words beyond the window, which the library would leave out
                notWhole.set(true);
            }
        });
        Fop fop = layout.newFop(MimeConstants.MIME_PDF, agent, pdf);
        Result result = new SAXResult(fop.getDefaultHandler());
        stylesheet.newTransformer().transform(new DOMSource(document), result);
        if (unknownSign.get()) {
            throw new UnprintableLetter("no font has one of the letter's signs");
        }
        if (notWhole.get()) {
            throw new UnprintableLetter(NOT_LAID_OUT);
        }
        return new PrintedLetter.Sheet(pdf.toByteArray(), fop.getResults().getPageCount());
    }

    private Document document(LetterText letter, PostalAddress address) throws IOException, SAXException {
        CouncilProfile council = councils.get(letter.council());
        Document document = parsed("<letter><content>" + clean(letter.content()) + "</content></letter>");
        Element root = document.getDocumentElement();
        root.setAttribute("language", letter.language());
        root.setAttribute("largePrint", Boolean.toString(letter.largePrint()));
        root.setAttribute("colour", council.colour());
        add(root, "council", council.name());
        CouncilProfile.Letters letters = council.letters();
        List<String> from = letters == null ? List.of() : letters.address();
        from.forEach(line -> add(root, "from", line));
        if (address.name() != null) {
            add(root, "name", address.name());
        }
        address.all().forEach(line -> add(root, "to", line));
        add(root, "date", DATE.format(letter.date()));
        add(root, "reference", letter.reference().value());
        add(root, "subject", letter.subject());
        return document;
    }

    private static void add(Element parent, String name, String text) {
        Element child = parent.getOwnerDocument().createElement(name);
        child.setTextContent(clean(text));
        parent.appendChild(child);
    }

    private static String clean(String text) {
        return NO_XML.matcher(text).replaceAll(" ");
    }

    private static Document parsed(String xml) throws IOException, SAXException {
        try {
            DocumentBuilderFactory parsers = DocumentBuilderFactory.newDefaultInstance();
            parsers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return parsers.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path stylesheet(Path templates, CouncilId council) {
        Path own = templates.resolve(council.value()).resolve(STYLESHEET);
        return Files.exists(own) ? own : templates.resolve(COMMON).resolve(STYLESHEET);
    }

    private static Templates read(Path file) {
        try {
            TransformerFactory transformers = TransformerFactory.newDefaultInstance();
            transformers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            transformers.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            // its council may build on the common one
            transformers.setAttribute(XMLConstants.ACCESS_EXTERNAL_STYLESHEET, "file");
            transformers.setErrorListener(new Thrown());
            Source source = new StreamSource(file.toFile());
            return transformers.newTemplates(source);
        } catch (TransformerConfigurationException e) {
            throw new InvalidConfiguration(file, "", "expected an XSLT stylesheet: " + e.getMessageAndLocation(), e);
        }
    }

    private static FopFactory factory(Path templates) {
        try (InputStream configuration = LetterPress.class.getResourceAsStream(CONFIGURATION)) {
            return new FopConfParser(configuration, templates.toUri(), new Pictures(templates))
                    .getFopFactoryBuilder()
                    .build();
        } catch (IOException | SAXException e) {
            throw new IllegalStateException("the configuration of letters cannot be read", e);
        }
    }

    /** Fonts from the hub itself, pictures from the folder of the templates. */
    private record Pictures(Path templates) implements ResourceResolver {
        @Override
        public Resource getResource(URI uri) throws IOException {
            if (FONT.equals(uri.getScheme())) {
                InputStream font = LetterPress.class.getResourceAsStream("/fonts/" + uri.getSchemeSpecificPart());
                if (font == null) {
                    throw new IOException("there is no font " + uri);
                }
                return new Resource(font);
            }
            Path file = "file".equals(uri.getScheme()) ? Path.of(uri).normalize() : templates.getRoot();
            if (!file.startsWith(templates)) {
                throw new IOException("a letter shows nothing from outside of " + templates);
            }
            return new Resource(Files.newInputStream(file));
        }

        @Override
        public OutputStream getOutputStream(URI uri) throws IOException {
            throw new IOException("a letter writes nothing");
        }
    }
}
