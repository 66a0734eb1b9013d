package dev.pullcord.authorities;

import dev.pullcord.evidence.AuthorityAccount;
import dev.pullcord.evidence.Filing;
import dev.pullcord.evidence.Involved;
import dev.pullcord.evidence.Particulars;
import java.io.StringWriter;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A filing as NCMEC's Reporting API takes it ({@code POST /submit}), its elements in the order of its schema. What is not known is left
 * out, what is too long is cut, what XML cannot hold is dropped. There are no files: none ever comes here.
 */
final class CyberTipXml {
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
    private static final String SCHEMA = "https://report.cybertip.org/ispws/xsd";
    private static final int LONG_TEXT = 3000;

    /** What the three kinds of people are called; the elements in them differ a little. */
    private enum Kind {
        PERSON_OR_USER_REPORTED("personOrUserReported", "personOrUserReportedPerson"),
        INTENDED_RECIPIENT("intendedRecipient", "intendedRecipientPerson"),
        VICTIM("victim", "victimPerson");

        private final String element;
        private final String person;

        Kind(String element, String person) {
            this.element = element;
            this.person = person;
        }
    }

    private final XMLStreamWriter xml;
    private final AuthorityAccount.Reporter reporter;

    private CyberTipXml(XMLStreamWriter xml, AuthorityAccount.Reporter reporter) {
        this.xml = xml;
        this.reporter = reporter;
    }

    /** The report, UTF-8 when it is sent. */
    static String of(Filing filing, AuthorityAccount.Reporter reporter) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            new CyberTipXml(xml, reporter).report(filing);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("cannot write XML into memory", e);
        }
        return text.toString();
    }

    private void report(Filing filing) throws XMLStreamException {
        Particulars said = filing.particulars();
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("report");
        xml.writeNamespace("xsi", XSI);
        xml.writeAttribute("xsi", XSI, "noNamespaceSchemaLocation", SCHEMA);
        summary(said);
        details(said);
        reporter();
        if (said.suspect().isPresent()) {
            somebody(Kind.PERSON_OR_USER_REPORTED, said.suspect().get());
        }
        for (Involved recipient : said.recipients()) {
            somebody(Kind.INTENDED_RECIPIENT, recipient);
        }
        for (Involved victim : said.victims()) {
            somebody(Kind.VICTIM, victim);
        }
        text("additionalInfo", about(filing));
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void summary(Particulars said) throws XMLStreamException {
        xml.writeStartElement("incidentSummary");
        text("incidentType", incident(said.incident()));
        text("platform", cut(reporter.service(), 256));
        if (said.danger().isPresent()) { // any text here escalates: the list alone decides whether there is one
            text(
                    "escalateToHighPriority",
                    cut(
                            said.danger().get().sentence() + ". "
                                    + said.dangerDetail().orElse(""),
                            LONG_TEXT));
        }
        if (!said.annotations().isEmpty()) {
            xml.writeStartElement("reportAnnotations");
            for (Particulars.Annotation mark : said.inOrder()) {
                xml.writeEmptyElement(annotation(mark));
            }
            xml.writeEndElement();
        }
        text("incidentDateTime", time(said.incidentAt()));
        text("incidentDateTimeDescription", said.incidentDetail().map(words -> cut(words, LONG_TEXT)));
        xml.writeEndElement();
    }

    /** A video call is nearest to what the schema calls a chat. */
    private void details(Particulars said) throws XMLStreamException {
        xml.writeStartElement("internetDetails");
        xml.writeStartElement("chatImIncident");
        text("chatClient", cut(said.product().orElse(reporter.service()), 255));
        text("chatRoomName", said.meeting().map(id -> cut(id, 255)));
        text("additionalInfo", "A live video call. No recording of it is held by the service that files this.");
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private void reporter() throws XMLStreamException {
        xml.writeStartElement("reporter");
        xml.writeStartElement("reportingPerson");
        text("firstName", reporter.firstName().map(name -> cut(name, 100)));
        text("lastName", reporter.lastName().map(name -> cut(name, 100)));
        text("phone", reporter.phone().map(number -> cut(number, 50)));
        text("email", reporter.email());
        xml.writeEndElement();
        text("companyTemplate", reporter.legal());
        text("legalURL", reporter.terms().map(URI::toString));
        xml.writeEndElement();
    }

    private void somebody(Kind kind, Involved who) throws XMLStreamException {
        xml.writeStartElement(kind.element);
        if (kind == Kind.VICTIM || known(who)) {
            person(kind.person, who);
        }
        text("espIdentifier", who.accountId().map(id -> cut(id, 255)));
        text("espService", who.accountId().map(id -> cut(reporter.service(), 100)));
        text("compromisedAccount", who.compromised().map(Object::toString));
        text("screenName", who.screenName().map(name -> cut(name, 256)));
        for (String name : who.displayNames()) {
            text("displayName", cut(name, 255));
        }
        for (String url : who.profileUrls()) {
            text("profileUrl", url);
        }
        for (Involved.Capture capture : who.captures()) {
            capture(capture);
        }
        for (Involved.Device device : who.devices()) {
            xml.writeStartElement("deviceId");
            text("idType", cut(device.kind(), 255));
            text("idValue", cut(device.id(), 2083));
            text("dateTime", device.at().map(CyberTipXml::time));
            xml.writeEndElement();
        }
        for (Long number : who.priorReports()) {
            text("priorCTReports", number.toString());
        }
        disabled("accountTemporarilyDisabled", who.suspendedAt());
        disabled("accountPermanentlyDisabled", who.terminatedAt());
        if (who.place().isPresent()) {
            place(who.place().get());
        }
        text("additionalInfo", who.about());
        xml.writeEndElement();
    }

    private static boolean known(Involved who) {
        return who.firstName().isPresent()
                || who.lastName().isPresent()
                || who.age().isPresent()
                || !who.emails().isEmpty()
                || !who.phones().isEmpty();
    }

    private void person(String element, Involved who) throws XMLStreamException {
        xml.writeStartElement(element);
        text("firstName", who.firstName().map(name -> cut(name, 100)));
        text("lastName", who.lastName().map(name -> cut(name, 100)));
        for (Involved.Phone phone : who.phones()) {
            xml.writeStartElement("phone");
            if (phone.verified().isPresent()) {
                xml.writeAttribute("verified", phone.verified().get().toString());
            }
            if (phone.callingCode().isPresent()) {
                xml.writeAttribute("countryCallingCode", phone.callingCode().get());
            }
            xml.writeCharacters(clean(cut(phone.number(), 50)));
            xml.writeEndElement();
        }
        for (Involved.Email email : who.emails()) {
            xml.writeStartElement("email");
            if (email.verified().isPresent()) {
                xml.writeAttribute("verified", email.verified().get().toString());
            }
            xml.writeCharacters(clean(email.address()));
            xml.writeEndElement();
        }
        text("age", who.age().map(Object::toString));
        xml.writeEndElement();
    }

    private void capture(Involved.Capture capture) throws XMLStreamException {
        xml.writeStartElement("ipCaptureEvent");
        text("ipAddress", capture.ip());
        text("eventName", capture.event().map(CyberTipXml::occasion));
        text("dateTime", capture.at().map(CyberTipXml::time));
        text("possibleProxy", capture.proxy().map(Object::toString));
        text("port", capture.port().map(Object::toString));
        xml.writeEndElement();
    }

    private static String occasion(Involved.Occasion occasion) {
        String word = occasion.toString();
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private void disabled(String element, Optional<Instant> since) throws XMLStreamException {
        if (since.isPresent()) {
            xml.writeStartElement(element);
            xml.writeAttribute("disabledDate", time(since.get()));
            xml.writeCharacters("true");
            xml.writeEndElement();
        }
    }

    /** A city in the USA is refused without its state's two letters: then the country says what is certain. */
    private void place(Involved.Place place) throws XMLStreamException {
        boolean state = place.region().filter(r -> r.matches("[A-Z]{2}")).isPresent();
        boolean whole = !place.country().equals("US") || state;
        xml.writeStartElement("estimatedLocation");
        if (whole) {
            text("city", place.city().map(city -> cut(city, 255)));
            text("region", place.region().map(region -> cut(region, 255)));
        }
        text("countryCode", place.country());
        xml.writeEndElement();
    }

    /** What has no element of its own. Whether somebody looked at an item is known from the audit alone, and said so. */
    private static Optional<String> about(Filing filing) {
        Particulars said = filing.particulars();
        StringBuilder text = new StringBuilder(said.about().orElse(""));
        line(
                text,
                switch (said.reportedBy()) {
                    case VICTIM -> "The platform learnt of it from the person harmed.";
                    case WITNESS -> "The platform learnt of it from a user.";
                    case PLATFORM -> "The platform noticed it by itself.";
                    case LEGAL_PROCESS -> "The platform looked because of legal process.";
                });
        line(
                text,
                "A person of the platform concluded it at "
                        + time(filing.knowledge().at()) + ".");
        for (Particulars.Item item : said.items()) {
            line(
                    text,
                    "Kept by the platform: " + item.kind() + " " + item.id()
                            + item.sha256().map(digest -> ", SHA-256 " + digest).orElse("")
                            + item.capturedAt()
                                    .map(at -> ", captured " + time(at))
                                    .orElse("")
                            + item.viewedAt()
                                    .map(at -> ", looked at by a person of the platform at " + time(at))
                                    .orElse(", not looked at by a person of the platform")
                            + ".");
        }
        return Optional.of(text.toString());
    }

    private static void line(StringBuilder text, String words) {
        text.append(text.length() == 0 ? "" : "\n").append(words);
    }

    private static String incident(Particulars.Incident incident) {
        return switch (incident) {
            case CHILD_ABUSE_MATERIAL -> "Child Pornography (possession, manufacture, and distribution)";
            case CHILD_SEX_TRAFFICKING -> "Child Sex Trafficking";
            case CHILD_SEX_TOURISM -> "Child Sex Tourism";
            case CHILD_MOLESTATION -> "Child Sexual Molestation";
            case MISLEADING_DOMAIN -> "Misleading Domain Name";
            case MISLEADING_WORDS -> "Misleading Words or Digital Images on the Internet";
            case ONLINE_ENTICEMENT -> "Online Enticement of Children for Sexual Acts";
            case OBSCENE_TO_CHILD -> "Unsolicited Obscene Material Sent to a Child";
        };
    }

    private static String annotation(Particulars.Annotation mark) {
        return switch (mark) {
            case SEXTORTION -> "sextortion";
            case SOLICITATION -> "csamSolicitation";
            case MINOR_TO_MINOR -> "minorToMinorInteraction";
            case SPAM -> "spam";
            case SADISTIC -> "sadisticOnlineExploitation";
        };
    }

    private static String time(Instant at) {
        return at.toString();
    }

    private void text(String element, Optional<String> words) throws XMLStreamException {
        if (words.isPresent()) {
            text(element, words.get());
        }
    }

    private void text(String element, String words) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeCharacters(clean(words));
        xml.writeEndElement();
    }

    /** By code points: half a character is none. */
    private static String cut(String words, int most) {
        if (words.length() <= most) {
            return words;
        }
        int end = Character.isHighSurrogate(words.charAt(most - 1)) ? most - 1 : most;
        return words.substring(0, end);
    }

    private static String clean(String words) {
        StringBuilder kept = new StringBuilder(words.length());
        words.codePoints()
                .filter(c -> c == 0x9
                        || c == 0xA
                        || c == 0xD
                        || (c >= 0x20 && c <= 0xD7FF)
                        || (c >= 0xE000 && c <= 0xFFFD)
                        || c >= 0x10000)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }
}
