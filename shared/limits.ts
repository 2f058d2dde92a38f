/** Every bound in one place, each with its reason. Bounds are per session, never per IP address: a hall shares one. */
export const limits = {
  /** Characters of a person's name: the longest real names fit, a paragraph does not. */
  nameLength: 120,
  affiliationLength: 160,
  stakeholderLength: 80,
  linkLabelLength: 120,
  titleLength: 300,
  /** Bytes of one text frame: a pasted book chapter fits; 50,000 words are about 400 KB. */
  textFrameBytes: 2 * 1024 * 1024,
  /** Past this the socket itself gives up; above textFrameBytes, so that the friendlier refusal comes first. */
  socketFrameBytes: 8 * 1024 * 1024,
  /** Bytes of one presence entry: a name, a colour and two positions take about 300. */
  presenceBytes: 2048,
  /** Presence entries a second and session; carets move at most this often. */
  presencePerSecond: 10,
  /** Sockets of one person in one declaration: more windows than anybody looks at, few enough to be closed. */
  socketsPerPerson: 32,
  /** Frames a session may send at once, and a second for long; each KiB counts as one more. Past it the session is read more slowly, nothing is refused. */
  frameBurst: 4000,
  framesPerSecond: 1500,
  /** Unsent bytes past which a reader is skipped and later served one difference (R10). */
  unsentBytes: 256 * 1024,
  /** Bytes of accepted text that may wait for a disk that takes none, in each room. */
  unstoredBytes: 32 * 1024 * 1024,
  /** Frames built on something that never arrived that may wait for one answer: more than anybody types meanwhile. */
  missedFrames: 10_000,
  /** Characters of a comment: a long paragraph. */
  commentLength: 2000,
  /** Characters of the words that a comment hangs on; more of them name the place no better. */
  quoteLength: 400,
  /** Characters of one encoded position in the text. */
  anchorPosition: 200,
  /** Characters of a reason: for a block, a decline, a hiding, an amendment. */
  reasonLength: 1000,
  /** Characters of a proposed wording: a clause of 400 words has about 2,600. */
  wordingLength: 8000,
  ideaLength: 600,
  talkLength: 200,
  questionLength: 200,
  policyLength: 600,
  versionNameLength: 120,
  /** Contributions and votes of one person in a minute; a hall full of quick thumbs stays far below. */
  contributionsPerMinute: 60,
  /** Short codes from one address that lead nowhere, in a minute: far more than a hall mistypes, far too few to find one. */
  wrongCodesPerMinute: 300,
  /** Bytes of a file that somebody brings: a long report without its pictures has a few hundred KB. */
  importBytes: 20 * 1024 * 1024,
  /** Bytes of a full archive: a declaration of 200 clauses with 1,000 comments takes about 2 MB. */
  archiveBytes: 100 * 1024 * 1024,
  fileNameLength: 255,
  /** What a brought file may come to once it is unpacked. */
  importedUnpackedBytes: 200 * 1024 * 1024,
  importedEntries: 2000,
  /** Bytes of a brought text once it is read; 50,000 words come to about 1 MB here. */
  importedTextBytes: 4 * 1024 * 1024,
  /** Paragraphs and lists of a brought text. */
  importedBlocks: 20_000,
  /** Bytes of one text state in an archive: ten times what a long declaration has after weeks of writing. */
  archivedStateBytes: 32 * 1024 * 1024,
  /** Client ids, and people, that an archive may name: a hall of a thousand with a hundred pages each. */
  archivedAuthors: 100_000,
  /** Milliseconds for making an archive, which holds every paper, or for checking one. */
  archiveMilliseconds: 120_000,
  /** Updates in the log of a restored text: a summit's week of writing. */
  restoredUpdates: 1_000_000,
  /** Milliseconds for reading a brought file; honest ones take less than one second. */
  importMilliseconds: 20_000,
  /** Previews that one declaration's facilitators may have waiting, and for how long. */
  previews: 10,
  previewMinutes: 30,
  /** Bytes of a command's body. */
  commandBytes: 64 * 1024,
  /** Papers that may wait for a worker: each holds a whole declaration in memory. */
  waitingExports: 40,
  /** Far beyond the largest declaration (200 clauses: under 3 s), short enough for whoever waits. */
  exportMilliseconds: 30_000,
} as const;

/** Milliseconds between two frames while a room is busy. A quiet room sends at once. */
export const tickMilliseconds = { writers: 40, readers: 240 } as const;

/** Milliseconds between two empty presence frames: the stock client takes 30 s of silence for a dead line. */
export const heartbeatMilliseconds = 20_000;
