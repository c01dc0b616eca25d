package dev.kgit.report;

/** The body of a comment, which a forge takes up to a size: blocks are taken as long as there is room for the end. */
final class BoundedComment {

    /** What GitHub takes, in characters. */
    static final int LIMIT = 65_536;

    private final StringBuilder body = new StringBuilder();
    private final int room;

    /**
     * @param end what comes last whatever happens
     * @param reserve characters for what is said about the cut
     */
    BoundedComment(String end, int reserve) {
        this.room = LIMIT - end.length() - reserve;
    }

    /** Adds a block that has to be there. */
    void add(String block) {
        body.append(block);
    }

    /** Adds the block if there is room for it. */
    boolean offer(String block) {
        return offer(block, room);
    }

    /** Adds the block if there is room for it and for what is to come, which gets no more than half of all. */
    boolean offerBefore(int toCome, String block) {
        return offer(block, room - Math.min(toCome, room / 2));
    }

    /** Adds the block if the body stays within {@code upTo} characters. */
    boolean offer(String block, int upTo) {
        if (body.length() + block.length() > Math.min(upTo, room)) {
            return false;
        }
        body.append(block);
        return true;
    }

    String text() {
        return body.toString();
    }
}
