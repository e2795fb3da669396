"""Turns a source of frames into painted frames in sinks.

Everything a program needs is a name of this package, listed in `__init__.pyi`; importing it costs nothing
until a name is used.
"""

from .artwork import (
    BundledStyle as BundledStyle,
    bundled_styles as bundled_styles,
    find_style as find_style,
)
from .bench import (
    GPU_NETWORKS as GPU_NETWORKS,
    GPU_SIZES as GPU_SIZES,
    BenchRecord as BenchRecord,
    Floor as Floor,
    GpuBench as GpuBench,
    PaintRecord as PaintRecord,
    SpeedRecord as SpeedRecord,
    bench_coding as bench_coding,
    bench_live as bench_live,
    bench_network as bench_network,
    bench_painting as bench_painting,
    describe_machine as describe_machine,
)
from .colour import ColourStatistics as ColourStatistics, colours_of as colours_of
from .devices import (
    Choice as Choice,
    Device as Device,
    choose as choose,
    list_devices as list_devices,
)
from .errors import (
    DeviceError as DeviceError,
    ImpastoError as ImpastoError,
    ModelError as ModelError,
    PictureError as PictureError,
    SinkError as SinkError,
    SourceError as SourceError,
    UsageError as UsageError,
    reason_of as reason_of,
)
from .evaluation import Evaluation as Evaluation, EvaluationOptions as EvaluationOptions, Figures as Figures
from .files import has_journal as has_journal, leftovers as leftovers, write_whole as write_whole
from .folders import (
    data_folder as data_folder,
    make_folder as make_folder,
    pictures_folder as pictures_folder,
)
from .frame import Frame as Frame, Image as Image
from .imaging import fitted_size as fitted_size
from .jobs import (
    open_demo as open_demo,
    open_photo as open_photo,
    open_video as open_video,
    paint_video as paint_video,
)
from .masks import (
    MASK_NAMES as MASK_NAMES,
    OF_ALL_MASKS as OF_ALL_MASKS,
    Mask as Mask,
    PaintedMask as PaintedMask,
    parse_mask as parse_mask,
    split_mask as split_mask,
)
from .networks import (
    DEFAULT_NETWORK as DEFAULT_NETWORK,
    NetworkInfo as NetworkInfo,
    Work as Work,
    get_network as get_network,
    list_networks as list_networks,
    network_for as network_for,
)
from .pictures import (
    Picture as Picture,
    download_picture as download_picture,
    load_picture as load_picture,
    save_picture as save_picture,
    save_snapshot as save_snapshot,
)
from .pipeline import (
    JoinedSink as JoinedSink,
    LiveSession as LiveSession,
    Pipeline as Pipeline,
    Reading as Reading,
    Recording as Recording,
)
from .plugins import (
    open_sink as open_sink,
    open_source as open_source,
    parse_address as parse_address,
)
from .runtimes import export_onnx as export_onnx
from .settings import (
    Enlarging as Enlarging,
    Region as Region,
    Settings as Settings,
    Style as Style,
)
from .sinks import (
    RECORDING_QUALITY as RECORDING_QUALITY,
    RECORDING_SUFFIXES as RECORDING_SUFFIXES,
    LentSink as LentSink,
    PreviewSlot as PreviewSlot,
    RecordingSink as RecordingSink,
    Sink as Sink,
    StillSink as StillSink,
    VideoFileSink as VideoFileSink,
    VideoOptions as VideoOptions,
    VirtualCameraSetup as VirtualCameraSetup,
    VirtualCameraSink as VirtualCameraSink,
    default_recording_path as default_recording_path,
    virtual_camera_setup as virtual_camera_setup,
)
from .sound import (
    Beats as Beats,
    HeardSound as HeardSound,
    Loudspeaker as Loudspeaker,
    Microphone as Microphone,
    MixedSound as MixedSound,
    SoundOutput as SoundOutput,
    SystemMicrophone as SystemMicrophone,
    SystemOutput as SystemOutput,
    find_beats as find_beats,
    list_microphones as list_microphones,
)
from .sources import (
    Camera as Camera,
    CameraOptions as CameraOptions,
    CameraSource as CameraSource,
    NetworkStreamSource as NetworkStreamSource,
    PatternSource as PatternSource,
    PhotoSource as PhotoSource,
    PlaybackSource as PlaybackSource,
    Screen as Screen,
    ScreenRegion as ScreenRegion,
    ScreenSource as ScreenSource,
    Source as Source,
    SourceChoice as SourceChoice,
    SourceStatus as SourceStatus,
    StillSource as StillSource,
    SupervisedSource as SupervisedSource,
    Timeouts as Timeouts,
    VideoFileSource as VideoFileSource,
    VideoPart as VideoPart,
    abandoned_readers as abandoned_readers,
    list_cameras as list_cameras,
    list_screens as list_screens,
    parse_time as parse_time,
    without_password as without_password,
)
from .steadiness import LIVE_SMOOTHING as LIVE_SMOOTHING
from .stream_info import StreamInfo as StreamInfo
from .study import (
    LONG_STUDY_STEPS as LONG_STUDY_STEPS,
    STUDY_STEPS as STUDY_STEPS,
    StudyJob as StudyJob,
    StudyState as StudyState,
    adopt_style as adopt_style,
    check_export as check_export,
    export_style as export_style,
    open_study as open_study,
    picture_file as picture_file,
)
from .stylizer import Stylizer as Stylizer
from .tasks import (
    PICTURES as PICTURES,
    VIDEOS as VIDEOS,
    Address as Address,
    Task as Task,
    painted_path as painted_path,
    plan_tasks as plan_tasks,
)
from .timeline import (
    Keyframe as Keyframe,
    KeyframePlan as KeyframePlan,
    Timeline as Timeline,
    TimelinePlan as TimelinePlan,
    Transition as Transition,
    on_beat as on_beat,
    parse_keyframe as parse_keyframe,
    read_timeline as read_timeline,
)
from .training import (
    Training as Training,
    TrainingOptions as TrainingOptions,
    TrainingProgress as TrainingProgress,
)
from .video import available_encoders as available_encoders, output_format as output_format
