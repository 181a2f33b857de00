package org.feedbackhub.letter;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What a reading process answers: a page, or why there is none. */
sealed interface PageAnswer {

    /** @param pages how many the whole file has */
    record Read(int pages, LetterPage page) implements PageAnswer {}

    /** @param why as {@link UnreadableLetter} says it */
    record Refused(String why) implements PageAnswer {}

    /** It gave none, since it crashed. It never says so itself. */
    record Crashed() implements PageAnswer {}

    /** Where else than at the start of an answer it stands, something else has written among them. */
    int START = 0x50414745;

    default void writeTo(DataOutputStream out) throws IOException {
        out.writeInt(START);
        out.writeBoolean(this instanceof Read);
        if (this instanceof Read read) {
            byte[] text = read.page().text().getBytes(StandardCharsets.UTF_8);
            out.writeInt(read.pages());
            out.writeInt(read.page().number());
            out.writeInt(read.page().confidence());
            out.writeByte(read.page().source().ordinal());
            out.writeInt(text.length);
            out.write(text);
        } else if (this instanceof Refused refused) {
            out.writeUTF(refused.why());
        }
        out.flush();
    }

    /** @throws IOException if the process has ended, or says something else */
    static PageAnswer readFrom(DataInputStream in) throws IOException {
        if (in.readInt() != START) {
            throw new IOException("no answer");
        }
        if (!in.readBoolean()) {
            return new Refused(in.readUTF());
        }
        int pages = in.readInt();
        int number = in.readInt();
        int confidence = in.readInt();
        LetterPage.Source source = LetterPage.Source.values()[in.readByte()];
        byte[] text = in.readNBytes(in.readInt());
        return new Read(pages, new LetterPage(number, new String(text, StandardCharsets.UTF_8), confidence, source));
    }
}
