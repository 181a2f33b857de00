package org.feedbackhub.letter;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What a reading process answers: what was asked for of a page, or why it cannot be had. */
sealed interface PageAnswer {

    /** @param pages how many the whole file has */
    record Read(int pages, LetterPage page) implements PageAnswer {}

    /** @param jpeg the page as it was scanned */
    record Pictured(byte[] jpeg) implements PageAnswer {}

    /** @param pages how many the whole file has */
    record Marked(int pages, PageMark mark) implements PageAnswer {}

    /** @param pages how many the copy has */
    record Copied(int pages) implements PageAnswer {}

    /** @param why as {@link UnreadableLetter} says it */
    record Refused(String why) implements PageAnswer {}

    /** It gave none: it crashed, or took too long, as why tells. It never says so itself. */
    record Ended(String why) implements PageAnswer {}

    /** Where else than at the start of an answer it stands, something else has written among them. */
    int START = 0x50414745;

    byte READ = 1;
    byte PICTURED = 2;
    byte MARKED = 3;
    byte COPIED = 4;
    byte REFUSED = 5;

    /** Says that from now on requests are answered. */
    static void ready(DataOutputStream out) throws IOException {
        out.writeInt(START);
        out.flush();
    }

    /** Waits until requests are answered. @throws IOException if they never will be */
    static void awaitReady(DataInputStream in) throws IOException {
        if (in.readInt() != START) {
            throw new IOException("no answer");
        }
    }

    default void writeTo(DataOutputStream out) throws IOException {
        out.writeInt(START);
        if (this instanceof Read read) {
            byte[] text = read.page().text().getBytes(StandardCharsets.UTF_8);
            out.writeByte(READ);
            out.writeInt(read.pages());
            out.writeInt(read.page().number());
            out.writeInt(read.page().confidence());
            out.writeByte(read.page().source().ordinal());
            out.writeInt(text.length);
            out.write(text);
        } else if (this instanceof Pictured pictured) {
            out.writeByte(PICTURED);
            out.writeInt(pictured.jpeg().length);
            out.write(pictured.jpeg());
        } else if (this instanceof Marked marked) {
            out.writeByte(MARKED);
            out.writeInt(marked.pages());
            out.writeByte(marked.mark().ordinal());
        } else if (this instanceof Copied copied) {
            out.writeByte(COPIED);
            out.writeInt(copied.pages());
        } else if (this instanceof Refused refused) {
            out.writeByte(REFUSED);
            out.writeUTF(refused.why());
        }
        out.flush();
    }

    /** @throws IOException if the process has ended, or says something else */
    static PageAnswer readFrom(DataInputStream in) throws IOException {
        if (in.readInt() != START) {
            throw new IOException("no answer");
        }
        return switch (in.readByte()) {
            case READ -> read(in);
            case PICTURED -> new Pictured(in.readNBytes(in.readInt()));
            case MARKED -> new Marked(in.readInt(), PageMark.values()[in.readByte()]);
            case COPIED -> new Copied(in.readInt());
            case REFUSED -> new Refused(in.readUTF());
            default -> throw new IOException("no answer");
        };
    }

    private static Read read(DataInputStream in) throws IOException {
        int pages = in.readInt();
        int number = in.readInt();
        int confidence = in.readInt();
        LetterPage.Source source = LetterPage.Source.values()[in.readByte()];
        byte[] text = in.readNBytes(in.readInt());
        return new Read(pages, new LetterPage(number, new String(text, StandardCharsets.UTF_8), confidence, source));
    }
}
