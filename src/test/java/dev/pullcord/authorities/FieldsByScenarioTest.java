package dev.pullcord.authorities;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.evidence.Filing;
import dev.pullcord.evidence.Particulars;
import dev.pullcord.evidence.Recipient;
import dev.pullcord.evidence.Sample;
import dev.pullcord.plugin.Reason;
import dev.pullcord.wire.AuthorityCodec;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;

/** Every element of a report in every scenario: there, or absent on purpose. */
class FieldsByScenarioTest {
    /** An x where the element is there. Whatever an element is in, is there with it. */
    private static final String TABLE = """
            .                                                          sextortion trafficked grooming witness followUp imminent
            incidentSummary/incidentType                               x x x x x x
            incidentSummary/platform                                   x x x x x x
            incidentSummary/escalateToHighPriority                     . . . . . x
            incidentSummary/reportAnnotations/sextortion               x . . . . .
            incidentSummary/reportAnnotations/csamSolicitation         . . x . . x
            incidentSummary/incidentDateTime                           x x x x x x
            incidentSummary/incidentDateTimeDescription                x x x x x x
            internetDetails/chatImIncident/chatClient                  x x x x x x
            internetDetails/chatImIncident/chatRoomName                x x x x x x
            internetDetails/chatImIncident/additionalInfo              x x x x x x
            reporter/reportingPerson/firstName                         x x x x x x
            reporter/reportingPerson/lastName                          x x x x x x
            reporter/reportingPerson/phone                             x x x x x x
            reporter/reportingPerson/email                             x x x x x x
            reporter/companyTemplate                                   x x x x x x
            reporter/legalURL                                          x x x x x x
            personOrUserReported/personOrUserReportedPerson/firstName  x . . . . .
            personOrUserReported/personOrUserReportedPerson/lastName   x . . . . .
            personOrUserReported/personOrUserReportedPerson/phone      x . . . . .
            personOrUserReported/personOrUserReportedPerson/email      x . . . . .
            personOrUserReported/personOrUserReportedPerson/age        x . . . . .
            personOrUserReported/espIdentifier                         x x x . x x
            personOrUserReported/espService                            x x x . x x
            personOrUserReported/compromisedAccount                    x . . . . .
            personOrUserReported/screenName                            x . . . . .
            personOrUserReported/displayName                           x . x x . x
            personOrUserReported/profileUrl                            x . . . . .
            personOrUserReported/ipCaptureEvent/ipAddress              x . . . x .
            personOrUserReported/ipCaptureEvent/eventName              x . . . . .
            personOrUserReported/ipCaptureEvent/dateTime               x . . . x .
            personOrUserReported/ipCaptureEvent/possibleProxy          x . . . . .
            personOrUserReported/ipCaptureEvent/port                   x . . . x .
            personOrUserReported/deviceId/idType                       x . . . . .
            personOrUserReported/deviceId/idValue                      x . . . . .
            personOrUserReported/deviceId/dateTime                     x . . . . .
            personOrUserReported/priorCTReports                        . . . . x .
            personOrUserReported/accountTemporarilyDisabled            . . . . x .
            personOrUserReported/accountPermanentlyDisabled            x . . . . .
            personOrUserReported/estimatedLocation/city                x . . . . .
            personOrUserReported/estimatedLocation/region              x . . . . .
            personOrUserReported/estimatedLocation/countryCode         x . . . . .
            personOrUserReported/additionalInfo                        x . . . . .
            intendedRecipient/espIdentifier                            . x . . . .
            intendedRecipient/espService                               . x . . . .
            intendedRecipient/displayName                              . x . . . .
            victim/victimPerson                                        . . x . . x
            victim/victimPerson/age                                    x x . . . .
            victim/espIdentifier                                       x x x . . x
            victim/espService                                          x x x . . x
            victim/estimatedLocation/countryCode                       x x . . . .
            additionalInfo                                             x x x x x x
            """;

    private static final Filing.Environment TEST = Filing.Environment.TEST;

    @Test
    void everyElementIsThereOrAbsentOnPurpose() {
        List<String[]> rows =
                TABLE.lines().map(line -> line.strip().split(" +")).toList();
        List<String> names = List.of(rows.get(0)).subList(1, rows.get(0).length);
        Map<String, Set<String>> wanted = new TreeMap<>();
        names.forEach(name -> wanted.put(name, new TreeSet<>()));
        for (String[] row : rows.subList(1, rows.size())) {
            assertThat(row).as(row[0]).hasSize(names.size() + 1);
            for (int i = 0; i < names.size(); i++) {
                if (row[i + 1].equals("x")) {
                    wanted.get(names.get(i)).add(row[0]);
                }
            }
        }
        Map<String, Set<String>> is = new TreeMap<>();
        Scenarios.all().forEach((name, said) -> is.put(name, leaves(xml(said))));
        assertThat(is).isEqualTo(wanted);
    }

    @Test
    void theSchemaTakesAllOfThem() {
        Scenarios.all()
                .forEach((name, said) -> assertThat(FakeNcmec.fault(xml(said).getBytes(StandardCharsets.UTF_8)))
                        .as(name)
                        .isEmpty());
    }

    @Test
    void theSchemaKnowsAnElementOutOfOrder() {
        String whole = xml(Scenarios.all().get("grooming"));
        String turned =
                whole.replaceFirst("(<espIdentifier>.*?</espIdentifier>)(<espService>.*?</espService>)", "$2$1");

        assertThat(turned).isNotEqualTo(whole);
        assertThat(FakeNcmec.fault(turned.getBytes(StandardCharsets.UTF_8))).isPresent();
        assertThat(FakeNcmec.fault(whole.replace("09:00:00Z", "09:00:00")
                        .replace("08:50:00Z", "08:50:00")
                        .getBytes(StandardCharsets.UTF_8)))
                .as("a time without its zone")
                .isPresent();
    }

    /** What nobody looked at is never said to have been. */
    @Test
    void whoLookedIsSaidAsTheAuditHasIt() {
        assertThat(xml(Scenarios.all().get("sextortion")))
                .contains("still still-1, SHA-256 " + "ab".repeat(32))
                .contains("looked at by a person of the platform at 2026-11-02T09:00:00Z");
        assertThat(xml(Scenarios.all().get("witness"))).contains("not looked at by a person of the platform");
    }

    @Test
    void harmToAnAdultIsNoCyberTip() {
        Recipient ncmec = AuthorityCodec.load().find("ncmec").orElseThrow();

        for (Reason reason : List.of(Reason.SEXTORTION, Reason.TRAFFICKING, Reason.COVERT_RECORDING)) {
            assertThat(ncmec.mustHave(reason, false)).as(reason.code()).isFalse();
            assertThat(ncmec.mustHave(reason, true)).as(reason.code()).isTrue();
        }
        assertThat(ncmec.mustHave(Reason.GROOMING, false)).isTrue();
        assertThat(Arrays.stream(Reason.values()).filter(r -> ncmec.mustHave(r, false)))
                .containsExactlyInAnyOrder(Reason.GROOMING, Reason.CHILD_SAFETY);
    }

    @Test
    void whatXmlCannotHoldIsDroppedAndTooLongIsCut() {
        Particulars p = Sample.particulars();
        Particulars odd = new Particulars(
                p.incident(),
                p.annotations(),
                p.danger(),
                p.dangerDetail(),
                p.incidentAt(),
                p.incidentDetail(),
                java.util.Optional.of("x".repeat(254) + "\uD83D\uDE00"),
                java.util.Optional.of("a\u0000b\uFFFE<&>\u001B"),
                p.suspect(),
                p.victims(),
                p.recipients(),
                p.items(),
                p.reportedBy(),
                p.about());

        String xml = xml(odd);

        assertThat(xml).contains("<chatRoomName>ab&lt;&amp;&gt;</chatRoomName>");
        assertThat(xml).contains("<chatClient>" + "x".repeat(254) + "</chatClient>");
        assertThat(FakeNcmec.fault(xml.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    private static String xml(Particulars said) {
        return CyberTipXml.of(
                Scenarios.filing(said),
                Sample.account(URI.create("https://x.example"), TEST).reporter());
    }

    /** Paths of the elements that hold no other element, without the root. */
    private static Set<String> leaves(String text) {
        Set<String> paths = new TreeSet<>();
        Deque<String> at = new ArrayDeque<>();
        try {
            XMLStreamReader xml = XMLInputFactory.newInstance().createXMLStreamReader(new StringReader(text));
            boolean leaf = false;
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    at.addLast(xml.getLocalName());
                    leaf = true;
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    if (leaf) {
                        paths.add(String.join("/", at).replaceFirst("^report/", ""));
                    }
                    at.removeLast();
                    leaf = false;
                }
            }
        } catch (XMLStreamException e) {
            throw new AssertionError(e);
        }
        return paths;
    }
}
