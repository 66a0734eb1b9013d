package dev.pullcord.evidence;

class InMemoryArchiveTest extends ArchiveContract {
    private final Archive archive = new InMemoryArchive();

    @Override
    protected Archive archive() {
        return archive;
    }
}
