//! The pictures of the interface, by what they mean: line drawings of one weight (Lucide, ISC licence), on a
//! ground of 24 by 24.

/// The inside of an SVG.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Glyph(pub(crate) &'static str);

macro_rules! glyphs {
    ($($name:ident = $lucide:ident)+) => {
        $(pub(crate) const $name: Glyph = Glyph(icondata_lu::$lucide.data);)+

        /// All of them.
        #[cfg(feature = "gallery")]
        pub(super) const ALL: &[Glyph] = &[$($name),+];
    };
}

glyphs! {
    AGAINST = LuCircleMinus
    ALERT = LuTriangleAlert
    AREA = LuMapPin
    BACK = LuChevronLeft
    CAMERA = LuCamera
    CHECK = LuCheck
    CLOCK = LuClock
    CLOSE = LuX
    DELETE = LuTrash2
    DEPARTMENT = LuBuilding2
    DESK = LuClipboardList
    DOWN = LuChevronDown
    DRAFT = LuFilePenLine
    EMPTY = LuLeaf
    FARTHER = LuMinus
    FASTER = LuRabbit
    FILE = LuPaperclip
    FILTER = LuSlidersHorizontal
    FOLLOW = LuBell
    FOR = LuCirclePlus
    FORWARD = LuChevronRight
    GUIDE = LuEar
    HANDLING = LuLoaderCircle
    HEARING = LuGavel
    HELP = LuPhone
    HERE = LuLocateFixed
    HIDE = LuEyeOff
    HOME = LuHouse
    INBOX = LuInbox
    LARGE = LuALargeSmall
    LIST = LuList
    MAP = LuMap
    MESSAGE = LuMessageSquareText
    MICROPHONE = LuMic
    MINE = LuUserRound
    NEARER = LuPlus
    NO = LuCircleX
    OFFLINE = LuCloudOff
    PARTLY = LuCircleDotDashed
    PAUSE = LuPause
    PLACE = LuCircleDot
    PROPOSALS = LuScrollText
    READ = LuVolume2
    REDO = LuRotateCcw
    REPORT = LuFlag
    RESUME = LuPlay
    RUN = LuHammer
    SEARCH = LuSearch
    SEND = LuSend
    SETTINGS = LuSettings
    SIGN_IN = LuLogIn
    SLOWER = LuTurtle
    STAR = LuStar
    STOP = LuSquare
    SUPPORT = LuThumbsUp
    TAG = LuTag
    UNDO = LuUndo2
    VOTES = LuVote
    WRITE = LuPencilLine
    YES = LuCircleCheck
}
