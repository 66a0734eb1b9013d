package dev.pullcord.connectors.bigbluebutton;

import dev.pullcord.plugin.ActionResult;
import dev.pullcord.plugin.ActionResult.Status;
import dev.pullcord.plugin.ConnectorContext;
import dev.pullcord.plugin.PlatformCalls;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** BigBlueButton's API: a GET with a checksum, an answer in XML. Safe from any thread. */
final class BigBlueButtonApi {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST_ANSWER = 4 * 1024 * 1024; // all meetings with all attendees

    private final ConnectorContext context;
    private final URI url;
    private final Checksum checksum;
    private final PlatformCalls calls;

    BigBlueButtonApi(ConnectorContext context, URI url, Checksum checksum) {
        this.context = context;
        this.url = url;
        this.checksum = checksum;
        this.calls = new PlatformCalls(context, PATIENCE, LONGEST_ANSWER);
    }

    /**
     * What the server answered.
     *
     * @param response its root element; absent where it did not do it
     * @param result it as an action's result
     */
    record Answer(Optional<Element> response, ActionResult result) {
        boolean gone() {
            return result.status() == Status.TARGET_GONE;
        }
    }

    /** Makes a call. */
    CompletionStage<Answer> call(String name, Map<String, String> parameters, Instant deadline) {
        String query = parameters.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        String sum = checksum.of((name + query).getBytes(StandardCharsets.UTF_8));
        HttpRequest get = HttpRequest.newBuilder(
                        url.resolve(name + "?" + query + (query.isEmpty() ? "" : "&") + "checksum=" + sum))
                .build();
        Duration left = Duration.between(context.clock().instant(), deadline);
        return calls.send(get, left.compareTo(PATIENCE) < 0 ? left : PATIENCE).thenApply(this::read);
    }

    private Answer read(PlatformCalls.Reply reply) {
        Duration took = reply.took();
        if (reply.ending() != PlatformCalls.Ending.ANSWERED) {
            return failed(reply.unanswered());
        }
        if (!reply.ok()) {
            return failed(ActionResult.failed("BigBlueButton answered " + reply.status(), took));
        }
        Optional<Element> root = parsed(reply.body());
        if (root.isEmpty()) {
            return failed(ActionResult.unknown("what BigBlueButton answered cannot be read", took));
        }
        if ("SUCCESS".equals(text(root.get(), "returncode").orElse(""))) {
            return new Answer(root, ActionResult.answered(Status.DONE, Optional.empty(), took));
        }
        return switch (text(root.get(), "messageKey").orElse("")) {
            case "notFound", "invalidMeetingIdentifier", "meetingForciblyEnded" ->
                failed(ActionResult.answered(
                        Status.TARGET_GONE, Optional.of("BigBlueButton knows no such meeting, or it is over"), took));
            case "checksumError" ->
                failed(ActionResult.failed("BigBlueButton does not take the secret, or this checksum", took));
            default -> failed(ActionResult.failed("BigBlueButton did not do it", took)); // its own words may hold ids
        };
    }

    private static Answer failed(ActionResult result) {
        return new Answer(Optional.empty(), result);
    }

    /** Nothing that a document declares is looked at: it may name files of ours, or grow without end. */
    private static Optional<Element> parsed(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler()); // else it writes to standard error
            return Optional.of(
                    builder.parse(new InputSource(new StringReader(xml))).getDocumentElement());
        } catch (SAXException | IOException e) {
            return Optional.empty();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every JDK's parser can be told to take no DTD", e);
        }
    }

    /** The text of an element's child of this name; empty where there is none, or it is blank. */
    static Optional<String> text(Element element, String name) {
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element && child.getNodeName().equals(name)) {
                return Optional.of(child.getTextContent().strip()).filter(text -> !text.isEmpty());
            }
        }
        return Optional.empty();
    }
}
