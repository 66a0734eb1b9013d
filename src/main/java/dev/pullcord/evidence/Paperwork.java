package dev.pullcord.evidence;

/**
 * All that is done with filings.
 *
 * @param filings where they are kept
 * @param drafter drafts them
 * @param desk what people do with them
 * @param submitting brings them to their recipient
 * @param recipients who they can go to
 */
public record Paperwork(
        Filings filings, Drafter drafter, FilingDesk desk, Submitting submitting, Recipients recipients) {}
