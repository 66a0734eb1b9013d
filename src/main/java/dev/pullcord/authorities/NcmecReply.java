package dev.pullcord.authorities;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What NCMEC answered: {@code reportResponse} or {@code reportDoneResponse}.
 *
 * @param code its word for what happened
 * @param description the same for people; may quote what was sent
 * @param reportId the report's number
 */
record NcmecReply(int code, Optional<String> description, Optional<String> reportId) {
    private static final int LONGEST = 1 << 20;

    /** Reads an answer; empty when it is none. Nothing that it refers to is fetched. */
    static Optional<NcmecReply> read(byte[] body) {
        if (body.length == 0 || body.length > LONGEST) {
            return Optional.empty();
        }
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(body));
            xml.nextTag();
            String root = xml.getLocalName();
            if (!root.equals("reportResponse") && !root.equals("reportDoneResponse")) {
                return Optional.empty();
            }
            return children(xml);
        } catch (XMLStreamException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<NcmecReply> children(XMLStreamReader xml) throws XMLStreamException {
        Optional<Integer> code = Optional.empty();
        Optional<String> description = Optional.empty();
        Optional<String> reportId = Optional.empty();
        int depth = 1;
        while (depth > 0) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                switch (depth == 1 ? xml.getLocalName() : "") {
                    case "responseCode" ->
                        code = Optional.of(Integer.valueOf(xml.getElementText().strip()));
                    case "responseDescription" ->
                        description = Optional.of(xml.getElementText().strip());
                    case "reportId" ->
                        reportId = Optional.of(xml.getElementText().strip()).filter(id -> id.matches("[0-9]{1,18}"));
                    default -> depth++;
                }
            }
        }
        Optional<String> words = description;
        Optional<String> number = reportId;
        return code.map(c -> new NcmecReply(c, words, number));
    }
}
