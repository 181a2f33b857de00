package org.feedbackhub.mailbox;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.ByteArray;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.protocol.BASE64MailboxEncoder;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.imap.protocol.INTERNALDATE;
import org.eclipse.angus.mail.imap.protocol.RFC822SIZE;
import org.eclipse.angus.mail.imap.protocol.UID;
import org.jspecify.annotations.Nullable;

/** A folder that is open for reading and moving, addressed by UID, many messages in one command. */
final class ImapFolder implements AutoCloseable {

    /** How much of a large message is fetched at a time. */
    static final int PIECE = 1024 * 1024;

    /** As a server says that the folder to move to is to be created first (RFC 3501, 7.1). */
    private static final String NO_SUCH_FOLDER = "TRYCREATE";

    private final IMAPStore store;
    private final IMAPFolder folder;
    private final String sourcePrefix;

    private ImapFolder(IMAPStore store, IMAPFolder folder, String sourcePrefix) {
        this.store = store;
        this.folder = folder;
        this.sourcePrefix = sourcePrefix;
    }

    /** Opens the folder of a mailbox. @param mailbox the id that its messages are known by */
    static ImapFolder open(Store store, String mailbox, String name) throws MessagingException {
        IMAPFolder folder = (IMAPFolder) store.getFolder(name);
        folder.open(Folder.READ_WRITE);
        return new ImapFolder(
                (IMAPStore) store,
                folder,
                "imap:" + mailbox + "/" + folder.getFullName() + "/" + folder.getUIDValidity() + "/");
    }

    boolean isOpen() {
        return folder.isOpen();
    }

    /** By what the message of this UID is known. */
    String source(long uid) {
        return sourcePrefix + uid;
    }

    /** The UIDs of all messages, or of those without the keyword, in rising order. */
    List<Long> uids(@Nullable String withoutKeyword) throws MessagingException {
        String criteria = withoutKeyword == null ? "ALL" : "UNKEYWORD " + withoutKeyword;
        List<Long> uids = new ArrayList<>();
        // a search alone may be answered from what the server saw some seconds ago (RFC 3501, 6.1.2)
        command("NOOP");
        for (Response response : command("UID SEARCH " + criteria)) {
            if (response instanceof IMAPResponse found && found.keyEquals("SEARCH")) {
                for (String uid = found.readAtom(); uid != null && !uid.isEmpty(); uid = found.readAtom()) {
                    uids.add(Long.parseLong(uid));
                }
            }
        }
        uids.sort(null);
        return uids;
    }

    /** The sizes of messages in bytes; one that has gone meanwhile is left out. */
    Map<Long, Long> sizes(Collection<Long> uids) throws MessagingException {
        Map<Long, Long> sizes = new HashMap<>();
        for (Response response : command("UID FETCH " + UidSet.of(uids) + " (UID RFC822.SIZE)")) {
            if (response instanceof FetchResponse fetched) {
                UID uid = fetched.getItem(UID.class);
                RFC822SIZE size = fetched.getItem(RFC822SIZE.class);
                if (uid != null && size != null) {
                    sizes.put(uid.uid, size.size);
                }
            }
        }
        return sizes;
    }

    /** The messages with their bytes at hand; one that has gone meanwhile is left out. */
    List<MailboxMessage> fetch(Collection<Long> uids) throws MessagingException {
        List<MailboxMessage> messages = new ArrayList<>(uids.size());
        for (Response response : command("UID FETCH " + UidSet.of(uids) + " (UID INTERNALDATE BODY.PEEK[])")) {
            if (response instanceof FetchResponse fetched) {
                UID uid = fetched.getItem(UID.class);
                BODY body = fetched.getItem(BODY.class);
                ByteArray bytes = body == null ? null : body.getByteArray();
                if (uid != null && bytes != null) {
                    messages.add(new MailboxMessage(
                            source(uid.uid),
                            uid.uid,
                            date(fetched),
                            out -> out.write(bytes.getBytes(), bytes.getStart(), bytes.getCount())));
                }
            }
        }
        return messages;
    }

    /** A message whose bytes are fetched piece by piece when they are asked for. */
    MailboxMessage large(long uid, long size) throws MessagingException {
        Instant internalDate = null;
        for (Response response : command("UID FETCH " + uid + " (UID INTERNALDATE)")) {
            internalDate = response instanceof FetchResponse fetched ? date(fetched) : internalDate;
        }
        return new MailboxMessage(source(uid), uid, internalDate, out -> writePieces(uid, size, out));
    }

    /** Moves messages: by MOVE (RFC 6851), else by COPY and an EXPUNGE of just these (RFC 4315). */
    void move(Collection<Long> uids, String destination) throws MessagingException {
        String set = UidSet.of(uids);
        try {
            transfer(set, destination);
        } catch (MessagingException e) {
            if (!String.valueOf(e.getMessage()).contains(NO_SUCH_FOLDER)) {
                throw e;
            }
            store.getFolder(destination).create(Folder.HOLDS_MESSAGES);
            transfer(set, destination);
        }
    }

    /** Whether messages can be moved without an EXPUNGE that would hit what others have marked as deleted. */
    boolean canMove() throws MessagingException {
        return store.hasCapability("MOVE") || store.hasCapability("UIDPLUS");
    }

    /** Whether keywords stay with the messages when this connection has ended (RFC 3501, 7.1, PERMANENTFLAGS). */
    boolean canMark() {
        return folder.getPermanentFlags().contains(Flags.Flag.USER);
    }

    /** Gives messages a keyword. */
    void mark(Collection<Long> uids, String keyword) throws MessagingException {
        command("UID STORE " + UidSet.of(uids) + " +FLAGS.SILENT (" + keyword + ")");
    }

    /** How many messages a folder of the same mailbox holds; 0 if there is none of this name. */
    long count(String name) throws MessagingException {
        if (name.equals(folder.getFullName())) {
            // the mail API goes on counting those that were moved away
            return uids(null).size();
        }
        Folder other = store.getFolder(name);
        return other.exists() ? other.getMessageCount() : 0;
    }

    @Override
    public void close() throws MessagingException {
        if (folder.isOpen()) {
            folder.close(false);
        }
    }

    private void transfer(String set, String destination) throws MessagingException {
        if (store.hasCapability("MOVE")) {
            command("UID MOVE " + set, destination);
        } else if (store.hasCapability("UIDPLUS")) {
            command("UID COPY " + set, destination);
            command("UID STORE " + set + " +FLAGS.SILENT (\\Deleted)");
            command("UID EXPUNGE " + set);
        } else {
            throw new MessagingException("the mail server knows neither MOVE nor UIDPLUS: set 'afterwards: mark'");
        }
    }

    private void writePieces(long uid, long size, OutputStream out) throws IOException {
        try {
            long written = 0;
            ByteArray piece;
            do {
                piece = piece(uid, written);
                if (piece == null) {
                    throw new IOException("the mail server handed over " + written + " of " + size + " bytes");
                }
                out.write(piece.getBytes(), piece.getStart(), piece.getCount());
                written += piece.getCount();
                // the size that was told is a guess with some servers: only an empty piece is surely the end
            } while (piece.getCount() == PIECE || written < size && piece.getCount() > 0);
        } catch (MessagingException e) {
            throw new IOException("the mail server did not hand over a message", e);
        }
    }

    /** What stands in the message from there on, empty behind its end; nothing if there is no such message any more. */
    private @Nullable ByteArray piece(long uid, long from) throws MessagingException {
        ByteArray piece = null;
        for (Response response : command("UID FETCH " + uid + " (UID BODY.PEEK[]<" + from + "." + PIECE + ">)")) {
            BODY body = response instanceof FetchResponse fetched ? fetched.getItem(BODY.class) : null;
            piece = body == null ? piece : body.getByteArray();
        }
        return piece;
    }

    private static @Nullable Instant date(FetchResponse fetched) {
        INTERNALDATE item = fetched.getItem(INTERNALDATE.class);
        Date date = item == null ? null : item.getDate();
        return date == null ? null : date.toInstant();
    }

    private Response[] command(String command) throws MessagingException {
        return command(command, null);
    }

    /** Runs a command to its end. @param destination the name of a folder as its last argument, or null */
    private Response[] command(String command, @Nullable String destination) throws MessagingException {
        return (Response[]) folder.doCommand(protocol -> {
            Response[] responses = protocol.command(command, arguments(protocol, destination));
            protocol.notifyResponseHandlers(responses);
            protocol.handleResult(responses[responses.length - 1]);
            return responses;
        });
    }

    private static @Nullable Argument arguments(IMAPProtocol protocol, @Nullable String destination) {
        if (destination == null) {
            return null;
        }
        Argument arguments = new Argument();
        if (protocol.supportsUtf8()) {
            arguments.writeString(destination, StandardCharsets.UTF_8);
        } else {
            arguments.writeString(BASE64MailboxEncoder.encode(destination));
        }
        return arguments;
    }
}
