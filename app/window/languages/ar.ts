<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
  <context>
    <name>Impasto</name>
    <message>
      <source>Menu</source>
      <translation>القائمة</translation>
    </message>
    <message>
      <source>All files</source>
      <translation>كل الملفات</translation>
    </message>
    <message>
      <source>Full screen controls</source>
      <translation>عناصر ملء الشاشة</translation>
    </message>
    <message>
      <source>Undo: {what}</source>
      <translation>تراجع عن: {what}</translation>
    </message>
    <message>
      <source>Redo: {what}</source>
      <translation>إعادة: {what}</translation>
    </message>
    <message>
      <source>Keys</source>
      <translation>المفاتيح</translation>
    </message>
    <message>
      <source>Blend of the styles</source>
      <translation>مزيج الأنماط</translation>
    </message>
    <message>
      <source>Drag the point, or move it with the arrow keys.</source>
      <translation>اسحب النقطة أو حرّكها بمفاتيح الأسهم.</translation>
    </message>
    <message>
      <source>Take {name} out of the blend</source>
      <translation>إخراج {name} من المزيج</translation>
    </message>
    <message>
      <source>Advanced</source>
      <translation>خيارات متقدمة</translation>
    </message>
    <message>
      <source>Back to {value}</source>
      <translation>العودة إلى {value}</translation>
    </message>
    <message>
      <source>Reset {name}</source>
      <translation>إعادة ضبط {name}</translation>
    </message>
    <message>
      <source>Study</source>
      <translation>دراسة</translation>
    </message>
    <message>
      <source>Learn this style thoroughly, on what is seen now: a minute or two beside the live picture</source>
      <translation>تعلّم هذا النمط جيدًا على ما يُرى الآن: دقيقة أو دقيقتان إلى جانب الصورة الحية</translation>
    </message>
    <message>
      <source>Reset</source>
      <translation>إعادة ضبط</translation>
    </message>
    <message>
      <source>Every control back to where it was at first</source>
      <translation>إعادة كل عناصر التحكم إلى وضعها الأول</translation>
    </message>
    <message>
      <source>Style</source>
      <translation>النمط</translation>
    </message>
    <message>
      <source>Look</source>
      <translation>المظهر</translation>
    </message>
    <message>
      <source>Regions</source>
      <translation>المناطق</translation>
    </message>
    <message>
      <source>Saved looks</source>
      <translation>المظاهر المحفوظة</translation>
    </message>
    <message>
      <source>Save a look to come back to it with one key.</source>
      <translation>احفظ مظهرًا لتعود إليه بمفتاح واحد.</translation>
    </message>
    <message>
      <source>Save this look …</source>
      <translation>حفظ هذا المظهر …</translation>
    </message>
    <message>
      <source>Paint with it</source>
      <translation>الرسم به</translation>
    </message>
    <message>
      <source>Replace with the look of now</source>
      <translation>استبداله بالمظهر الحالي</translation>
    </message>
    <message>
      <source>Rename …</source>
      <translation>إعادة تسمية …</translation>
    </message>
    <message>
      <source>Save to a file …</source>
      <translation>حفظ في ملف …</translation>
    </message>
    <message>
      <source>Load from a file …</source>
      <translation>تحميل من ملف …</translation>
    </message>
    <message>
      <source>Forget</source>
      <translation>نسيان</translation>
    </message>
    <message>
      <source>As in the whole picture</source>
      <translation>كما في الصورة كلها</translation>
    </message>
    <message>
      <source>Nowhere</source>
      <translation>لا مكان</translation>
    </message>
    <message>
      <source>Person</source>
      <translation>شخص</translation>
    </message>
    <message>
      <source>Background</source>
      <translation>الخلفية</translation>
    </message>
    <message>
      <source>Left</source>
      <translation>اليسار</translation>
    </message>
    <message>
      <source>Right</source>
      <translation>اليمين</translation>
    </message>
    <message>
      <source>Top</source>
      <translation>الأعلى</translation>
    </message>
    <message>
      <source>Bottom</source>
      <translation>الأسفل</translation>
    </message>
    <message>
      <source>Circle</source>
      <translation>دائرة</translation>
    </message>
    <message>
      <source>Bright parts</source>
      <translation>المناطق الفاتحة</translation>
    </message>
    <message>
      <source>Dark parts</source>
      <translation>المناطق الداكنة</translation>
    </message>
    <message>
      <source>Painted by hand</source>
      <translation>مرسوم باليد</translation>
    </message>
    <message>
      <source>Picture or film …</source>
      <translation>صورة أو فيلم …</translation>
    </message>
    <message>
      <source>Where a part is painted otherwise</source>
      <translation>أين يُرسم جزء بشكل مختلف</translation>
    </message>
    <message>
      <source>Choose another picture or film</source>
      <translation>اختيار صورة أخرى أو فيلم آخر</translation>
    </message>
    <message>
      <source>With what it is painted</source>
      <translation>بماذا يُرسم</translation>
    </message>
    <message>
      <source>Place</source>
      <translation>الموضع</translation>
    </message>
    <message>
      <source>Soft edge</source>
      <translation>حافة ناعمة</translation>
    </message>
    <message>
      <source>Strength there</source>
      <translation>الشدة هناك</translation>
    </message>
    <message>
      <source>Brush</source>
      <translation>الفرشاة</translation>
    </message>
    <message>
      <source>The left button paints, the right one takes away.</source>
      <translation>الزر الأيسر يرسم والأيمن يمحو.</translation>
    </message>
    <message>
      <source>More</source>
      <translation>المزيد</translation>
    </message>
    <message>
      <source>Stroke size there</source>
      <translation>حجم الضربات هناك</translation>
    </message>
    <message>
      <source>Weight</source>
      <translation>الوزن</translation>
    </message>
    <message>
      <source>How much of it counts: at 0 it is as if it were not there.</source>
      <translation>كم يُحتسب منها: عند 0 كأنها غير موجودة.</translation>
    </message>
    <message>
      <source>Seconds to go round</source>
      <translation>ثوانٍ لكل دورة</translation>
    </message>
    <message>
      <source>Everywhere but there</source>
      <translation>في كل مكان عدا هناك</translation>
    </message>
    <message>
      <source>Cut out what lies there</source>
      <translation>قصّ ما يقع هناك</translation>
    </message>
    <message>
      <source>Finds the outline of a thing. For photos: it takes its time, and may tremble in films.</source>
      <translation>يجد حدود الشيء. للصور: يستغرق بعض الوقت، وقد تهتزّ الحدود في الأفلام.</translation>
    </message>
    <message>
      <source>The picture itself</source>
      <translation>الصورة نفسها</translation>
    </message>
    <message>
      <source>The same style</source>
      <translation>النمط نفسه</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>الحجم</translation>
    </message>
    <message>
      <source>Brightness</source>
      <translation>السطوع</translation>
    </message>
    <message>
      <source>Move it in the picture</source>
      <translation>تحريكها في الصورة</translation>
    </message>
    <message>
      <source>Paint in the picture</source>
      <translation>الرسم في الصورة</translation>
    </message>
    <message>
      <source>Regions, the topmost first</source>
      <translation>المناطق، العليا أولًا</translation>
    </message>
    <message>
      <source>Add a region</source>
      <translation>إضافة منطقة</translation>
    </message>
    <message>
      <source>Another region</source>
      <translation>منطقة أخرى</translation>
    </message>
    <message>
      <source>Over the region above it</source>
      <translation>فوق المنطقة التي تعلوها</translation>
    </message>
    <message>
      <source>Below the next region</source>
      <translation>تحت المنطقة التالية</translation>
    </message>
    <message>
      <source>Remove the region</source>
      <translation>إزالة المنطقة</translation>
    </message>
    <message>
      <source>Order of the regions</source>
      <translation>ترتيب المناطق</translation>
    </message>
    <message>
      <source>Region</source>
      <translation>منطقة</translation>
    </message>
    <message>
      <source>Reset all controls</source>
      <translation>إعادة ضبط كل عناصر التحكم</translation>
    </message>
    <message>
      <source>Blend</source>
      <translation>مزيج</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>تراجع</translation>
    </message>
    <message>
      <source>{count} styles added</source>
      <translation>أُضيف {count} نمطًا</translation>
    </message>
    <message>
      <source>Undone: {what}</source>
      <translation>تم التراجع عن: {what}</translation>
    </message>
    <message>
      <source>Done again: {what}</source>
      <translation>أُعيد تنفيذ: {what}</translation>
    </message>
    <message>
      <source>Warming up the brushes …</source>
      <translation>يجري تجهيز الفُرَش …</translation>
    </message>
    <message>
      <source>A recording is being made. It is kept when you quit.</source>
      <translation>يجري التسجيل الآن. يُحتفظ بالتسجيل عند الخروج.</translation>
    </message>
    <message>
      <source>Videos are being painted. Export them again later, and they go on from there.</source>
      <translation>يجري رسم مقاطع فيديو. صدّرها مرة أخرى لاحقًا لتُستأنف من حيث توقفت.</translation>
    </message>
    <message>
      <source>Stop and quit</source>
      <translation>إيقاف وخروج</translation>
    </message>
    <message>
      <source>Keep recording</source>
      <translation>متابعة التسجيل</translation>
    </message>
    <message>
      <source>Quit</source>
      <translation>خروج</translation>
    </message>
    <message>
      <source>Keep painting</source>
      <translation>متابعة الرسم</translation>
    </message>
    <message>
      <source>Dismiss</source>
      <translation>إغلاق</translation>
    </message>
    <message>
      <source>Something went wrong</source>
      <translation>حدث خطأ ما</translation>
    </message>
    <message>
      <source>Impasto ran into a defect of its own and goes on. If you report it, please copy this text.</source>
      <translation>واجه Impasto خللًا داخليًا وسيواصل العمل. إذا أبلغت عنه فانسخ هذا النص من فضلك.</translation>
    </message>
    <message>
      <source>With the names of my files</source>
      <translation>مع أسماء ملفاتي</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>نسخ</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>إلغاء</translation>
    </message>
    <message>
      <source>Network</source>
      <translation>الشبكة</translation>
    </message>
    <message>
      <source>End the recording first: another network begins anew.</source>
      <translation>أنهِ التسجيل أولًا: الشبكة الأخرى تبدأ من جديد.</translation>
    </message>
    <message>
      <source>Loading the network {name} …</source>
      <translation>يجري تحميل الشبكة {name} …</translation>
    </message>
    <message>
      <source>{name} (to install: impasto models get {name})</source>
      <translation>{name} (للتثبيت: impasto models get {name})</translation>
    </message>
    <message>
      <source>The picture is on the clipboard.</source>
      <translation>الصورة الآن في الحافظة.</translation>
    </message>
    <message>
      <source>Retry</source>
      <translation>إعادة المحاولة</translation>
    </message>
    <message>
      <source>painted at full size</source>
      <translation>مرسوم بالحجم الكامل</translation>
    </message>
    <message>
      <source>own colours</source>
      <translation>ألوان الصورة</translation>
    </message>
    <message>
      <source>mirrored</source>
      <translation>معكوس</translation>
    </message>
    <message>
      <source>the end</source>
      <translation>النهاية</translation>
    </message>
    <message>
      <source>Remove from the list</source>
      <translation>إزالة من القائمة</translation>
    </message>
    <message>
      <source>Show in folder</source>
      <translation>عرض في المجلد</translation>
    </message>
    <message>
      <source>Go on</source>
      <translation>متابعة</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>إيقاف مؤقت</translation>
    </message>
    <message>
      <source>Waits for its turn</source>
      <translation>ينتظر دوره</translation>
    </message>
    <message>
      <source>Cancelled</source>
      <translation>أُلغي</translation>
    </message>
    <message>
      <source>goes on at {time}, where it was cut off</source>
      <translation>يتابع من {time}، حيث انقطع</translation>
    </message>
    <message>
      <source>Try-out of {name}</source>
      <translation>تجربة {name}</translation>
    </message>
    <message>
      <source>Progress of {name}</source>
      <translation>تقدّم {name}</translation>
    </message>
    <message>
      <source>painted at {size} px</source>
      <translation>مرسوم بحجم {size} بكسل</translation>
    </message>
    <message>
      <source>strength {share} %</source>
      <translation>القوة {share} %</translation>
    </message>
    <message>
      <source>smoothing {share} %</source>
      <translation>التنعيم {share} %</translation>
    </message>
    <message>
      <source>{start} to {end}</source>
      <translation>من {start} إلى {end}</translation>
    </message>
    <message>
      <source>{size} px wide or high</source>
      <translation>{size} بكسل عرضًا أو ارتفاعًا</translation>
    </message>
    <message>
      <source>{time} left</source>
      <translation>بقي {time}</translation>
    </message>
    <message>
      <source>Paused at {share} %</source>
      <translation>متوقف عند {share} %</translation>
    </message>
    <message>
      <source>Done: {name}</source>
      <translation>اكتمل: {name}</translation>
    </message>
    <message>
      <source>Paint this film</source>
      <translation>رسم هذا الفيلم</translation>
    </message>
    <message>
      <source>Add files …</source>
      <translation>إضافة ملفات …</translation>
    </message>
    <message>
      <source>Save beside each file</source>
      <translation>حفظ بجانب كل ملف</translation>
    </message>
    <message>
      <source>Paint files</source>
      <translation>رسم ملفات</translation>
    </message>
    <message>
      <source>Folder for painted files</source>
      <translation>مجلد الملفات المرسومة</translation>
    </message>
    <message>
      <source>Drop videos or a folder of them on the picture. They are painted as the picture looks now.</source>
      <translation>أفلِت مقاطع فيديو أو مجلدًا منها على الصورة. تُرسم كما تبدو الصورة الآن.</translation>
    </message>
    <message>
      <source>Looks over time</source>
      <translation>المظاهر عبر الزمن</translation>
    </message>
    <message>
      <source>Try 3 seconds …</source>
      <translation>تجربة 3 ثوانٍ …</translation>
    </message>
    <message>
      <source>Try 3 seconds</source>
      <translation>تجربة 3 ثوانٍ</translation>
    </message>
    <message>
      <source>Save in {folder}</source>
      <translation>حفظ في {folder}</translation>
    </message>
    <message>
      <source>As the film</source>
      <translation>كما الفيلم</translation>
    </message>
    <message>
      <source>Begin at</source>
      <translation>يبدأ عند</translation>
    </message>
    <message>
      <source>End at</source>
      <translation>ينتهي عند</translation>
    </message>
    <message>
      <source>Quality of the painted videos</source>
      <translation>جودة مقاطع الفيديو المرسومة</translation>
    </message>
    <message>
      <source>start</source>
      <translation>البداية</translation>
    </message>
    <message>
      <source>end</source>
      <translation>النهاية</translation>
    </message>
    <message>
      <source>Part</source>
      <translation>الجزء</translation>
    </message>
    <message>
      <source>Paint at full size, slower</source>
      <translation>رسم بالحجم الكامل، أبطأ</translation>
    </message>
    <message>
      <source>Size of the film</source>
      <translation>حجم الفيلم</translation>
    </message>
    <message>
      <source>Kind of file</source>
      <translation>نوع الملف</translation>
    </message>
    <message>
      <source>Quality</source>
      <translation>الجودة</translation>
    </message>
    <message>
      <source>Encoder</source>
      <translation>المُرمِّز</translation>
    </message>
    <message>
      <source>Replace existing files</source>
      <translation>استبدال الملفات الموجودة</translation>
    </message>
    <message>
      <source>Pause the live view meanwhile</source>
      <translation>إيقاف العرض الحي مؤقتًا أثناء ذلك</translation>
    </message>
    <message>
      <source>Choose the camera {name} in Zoom, Teams or OBS.</source>
      <translation>اختر الكاميرا {name} في Zoom أو Teams أو OBS.</translation>
    </message>
    <message>
      <source>Copy the command</source>
      <translation>نسخ الأمر</translation>
    </message>
    <message>
      <source>Impasto: output</source>
      <translation>Impasto: الناتج</translation>
    </message>
    <message>
      <source>Painted picture</source>
      <translation>الصورة المرسومة</translation>
    </message>
    <message>
      <source>Paint to a file</source>
      <translation>الرسم إلى ملف</translation>
    </message>
    <message>
      <source>Play here</source>
      <translation>تشغيل هنا</translation>
    </message>
    <message>
      <source>Paint the whole film</source>
      <translation>رسم الفيلم كاملًا</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>رجوع</translation>
    </message>
    <message>
      <source>There is no style to paint with. Choose one first.</source>
      <translation>لا يوجد نمط للرسم به. اختر نمطًا أولًا.</translation>
    </message>
    <message>
      <source>{name} is painted.</source>
      <translation>اكتمل رسم {name}.</translation>
    </message>
    <message>
      <source>This is what {name} will look like.</source>
      <translation>هكذا سيبدو {name}.</translation>
    </message>
    <message>
      <source>Paint them to files</source>
      <translation>رسمها إلى ملفات</translation>
    </message>
    <message>
      <source>{count} videos</source>
      <translation>{count} مقاطع فيديو</translation>
    </message>
    <message>
      <source>Saved as {name}</source>
      <translation>حُفظ باسم {name}</translation>
    </message>
    <message>
      <source>Keyframe here</source>
      <translation>إطار مفتاحي هنا</translation>
    </message>
    <message>
      <source>From this moment of the film on, it is painted as now.</source>
      <translation>من هذه اللحظة في الفيلم يُرسم كما هو الآن.</translation>
    </message>
    <message>
      <source>Clear</source>
      <translation>مسح</translation>
    </message>
    <message>
      <source>How one look becomes the next</source>
      <translation>كيف يتحول مظهر إلى التالي</translation>
    </message>
    <message>
      <source>Even</source>
      <translation>منتظم</translation>
    </message>
    <message>
      <source>Soft</source>
      <translation>ناعم</translation>
    </message>
    <message>
      <source>Cut</source>
      <translation>قطع</translation>
    </message>
    <message>
      <source>Put the look of now at this moment of the film; at another moment, another look.</source>
      <translation>ضع المظهر الحالي عند هذه اللحظة من الفيلم، ومظهرًا آخر عند لحظة أخرى.</translation>
    </message>
    <message>
      <source>Play a video to give its moments looks of their own.</source>
      <translation>شغّل فيديو لتعطي لحظاته مظاهر خاصة بها.</translation>
    </message>
    <message>
      <source>{date}, {time} and {style} are filled in.</source>
      <translation>تُملأ {date} و{time} و{style} تلقائيًا.</translation>
    </message>
    <message>
      <source>Preferences</source>
      <translation>التفضيلات</translation>
    </message>
    <message>
      <source>General</source>
      <translation>عام</translation>
    </message>
    <message>
      <source>Recording</source>
      <translation>التسجيل</translation>
    </message>
    <message>
      <source>Camera</source>
      <translation>الكاميرا</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>حفظ</translation>
    </message>
    <message>
      <source>Theme</source>
      <translation>المظهر العام</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>اللغة</translation>
    </message>
    <message>
      <source>Changes when Impasto is started again.</source>
      <translation>يتغيّر عند تشغيل Impasto من جديد.</translation>
    </message>
    <message>
      <source>Paint on</source>
      <translation>الرسم على</translation>
    </message>
    <message>
      <source>The live view pauses while it changes.</source>
      <translation>يتوقف العرض الحي مؤقتًا أثناء التغيير.</translation>
    </message>
    <message>
      <source>Impasto in your videos</source>
      <translation>مجلد Impasto ضمن مقاطع الفيديو</translation>
    </message>
    <message>
      <source>Impasto in your pictures</source>
      <translation>مجلد Impasto ضمن الصور</translation>
    </message>
    <message>
      <source>Recordings</source>
      <translation>التسجيلات</translation>
    </message>
    <message>
      <source>Snapshots</source>
      <translation>اللقطات</translation>
    </message>
    <message>
      <source>File names</source>
      <translation>أسماء الملفات</translation>
    </message>
    <message>
      <source>Higher is larger.</source>
      <translation>القيمة الأعلى تعني ملفًا أكبر.</translation>
    </message>
    <message>
      <source>Container</source>
      <translation>الحاوية</translation>
    </message>
    <message>
      <source>Resolution</source>
      <translation>الدقة</translation>
    </message>
    <message>
      <source>A camera gives the nearest that it can.</source>
      <translation>تعطي الكاميرا أقرب ما تستطيعه.</translation>
    </message>
    <message>
      <source>Frames per second</source>
      <translation>إطار في الثانية</translation>
    </message>
    <message>
      <source>Flip</source>
      <translation>قلب</translation>
    </message>
    <message>
      <source>Crop</source>
      <translation>اقتصاص</translation>
    </message>
    <message>
      <source>Zoom</source>
      <translation>تكبير</translation>
    </message>
    <message>
      <source>From left to right</source>
      <translation>من اليسار إلى اليمين</translation>
    </message>
    <message>
      <source>From top to bottom</source>
      <translation>من الأعلى إلى الأسفل</translation>
    </message>
    <message>
      <source>As the system</source>
      <translation>كما في النظام</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>داكن</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>فاتح</translation>
    </message>
    <message>
      <source>As it is</source>
      <translation>كما هي</translation>
    </message>
    <message>
      <source>Left and right</source>
      <translation>يمين ويسار</translation>
    </message>
    <message>
      <source>Upside down</source>
      <translation>رأسًا على عقب</translation>
    </message>
    <message>
      <source>Both: half a turn</source>
      <translation>كلاهما: نصف دورة</translation>
    </message>
    <message>
      <source>Automatic</source>
      <translation>تلقائي</translation>
    </message>
    <message>
      <source>All of it</source>
      <translation>كامل الصورة</translation>
    </message>
    <message>
      <source>Choose a folder</source>
      <translation>اختيار مجلد</translation>
    </message>
    <message>
      <source>Choose …</source>
      <translation>اختيار …</translation>
    </message>
    <message>
      <source>Off</source>
      <translation>إيقاف</translation>
    </message>
    <message>
      <source>Move a knob to see its number here.</source>
      <translation>حرّك مقبضًا لترى رقمه هنا.</translation>
    </message>
    <message>
      <source>Controller</source>
      <translation>وحدة التحكم</translation>
    </message>
    <message>
      <source>Pads choose styles, from C2 on.</source>
      <translation>تختار اللوحات الأنماط بدءًا من C2.</translation>
    </message>
    <message>
      <source>Moved last: number {number}</source>
      <translation>آخر ما تحرّك: رقم {number}</translation>
    </message>
    <message>
      <source>Paint with this</source>
      <translation>ارسم بهذه</translation>
    </message>
    <message>
      <source>Paint this video</source>
      <translation>ارسم هذا الفيديو</translation>
    </message>
    <message>
      <source>Paint these videos</source>
      <translation>ارسم مقاطع الفيديو هذه</translation>
    </message>
    <message>
      <source>Paint this</source>
      <translation>ارسم هذه</translation>
    </message>
    <message>
      <source>Paint these</source>
      <translation>ارسم هذه كلها</translation>
    </message>
    <message>
      <source>Before</source>
      <translation>قبل</translation>
    </message>
    <message>
      <source>After</source>
      <translation>بعد</translation>
    </message>
    <message>
      <source>Choose a mask: white is inside, grey blends</source>
      <translation>اختر قناعًا: الأبيض في الداخل والرمادي يمزج</translation>
    </message>
    <message>
      <source>Save the look to a file</source>
      <translation>حفظ المظهر في ملف</translation>
    </message>
    <message>
      <source>Save this look</source>
      <translation>حفظ هذا المظهر</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>الاسم</translation>
    </message>
    <message>
      <source>Rename the look</source>
      <translation>إعادة تسمية المظهر</translation>
    </message>
    <message>
      <source>Load a look</source>
      <translation>تحميل مظهر</translation>
    </message>
    <message>
      <source>Look {number}</source>
      <translation>مظهر {number}</translation>
    </message>
    <message>
      <source>Rename</source>
      <translation>إعادة تسمية</translation>
    </message>
    <message>
      <source>Forgot the look {name}</source>
      <translation>نُسي المظهر {name}</translation>
    </message>
    <message>
      <source>Looks (*{suffix})</source>
      <translation>مظاهر (*{suffix})</translation>
    </message>
    <message>
      <source>This is neither a picture nor a video.</source>
      <translation>هذا ليس صورة ولا فيديو.</translation>
    </message>
    <message>
      <source>It cannot be read: {reason}.</source>
      <translation>تعذّرت قراءته: {reason}.</translation>
    </message>
    <message>
      <source>Part of a screen</source>
      <translation>جزء من الشاشة</translation>
    </message>
    <message>
      <source>What is painted</source>
      <translation>ما يُرسم</translation>
    </message>
    <message>
      <source>Opened lately</source>
      <translation>المفتوحة حديثًا</translation>
    </message>
    <message>
      <source>Open a video or photo</source>
      <translation>فتح فيديو أو صورة</translation>
    </message>
    <message>
      <source>Open an address</source>
      <translation>فتح عنوان</translation>
    </message>
    <message>
      <source>Address of a network camera or a stream (rtsp, http, https)</source>
      <translation>عنوان كاميرا شبكية أو بث (rtsp, http, https)</translation>
    </message>
    <message>
      <source>Part of a screen …</source>
      <translation>جزء من الشاشة …</translation>
    </message>
    <message>
      <source>Video or photo …</source>
      <translation>فيديو أو صورة …</translation>
    </message>
    <message>
      <source>Address …</source>
      <translation>عنوان …</translation>
    </message>
    <message>
      <source>Forget these</source>
      <translation>نسيان هذه</translation>
    </message>
    <message>
      <source>Demo scene</source>
      <translation>مشهد تجريبي</translation>
    </message>
    <message>
      <source>No camera found</source>
      <translation>لا توجد كاميرا</translation>
    </message>
    <message>
      <source>Play or pause</source>
      <translation>تشغيل أو إيقاف مؤقت</translation>
    </message>
    <message>
      <source>Play it again and again</source>
      <translation>تكرار التشغيل</translation>
    </message>
    <message>
      <source>Position in the video</source>
      <translation>الموضع في الفيديو</translation>
    </message>
    <message>
      <source>No camera was found. Plug one in, and close programs that use it.</source>
      <translation>لم يُعثر على كاميرا. وصّل واحدة، وأغلق البرامج التي تستعملها.</translation>
    </message>
    <message>
      <source>The screen cannot be painted here. It needs the package mss, and X11 in place of Wayland.</source>
      <translation>لا يمكن رسم الشاشة هنا. يلزم لذلك الحزمة mss، وX11 بدلًا من Wayland.</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>حاول من جديد</translation>
    </message>
    <message>
      <source>Paint all to files</source>
      <translation>رسمها كلها إلى ملفات</translation>
    </message>
    <message>
      <source>{count} photos</source>
      <translation>{count} صور</translation>
    </message>
    <message>
      <source>Draw around what is to be painted. Esc: never mind.</source>
      <translation>ارسم إطارًا حول ما تريد رسمه. Esc: إلغاء.</translation>
    </message>
    <message>
      <source>What shall be painted?</source>
      <translation>ماذا تريد أن ترسم؟</translation>
    </message>
    <message>
      <source>Use my camera</source>
      <translation>استعمال الكاميرا</translation>
    </message>
    <message>
      <source>Open video or photo</source>
      <translation>فتح فيديو أو صورة</translation>
    </message>
    <message>
      <source>Paint my screen</source>
      <translation>رسم شاشتي</translation>
    </message>
    <message>
      <source>Keep the demo scene</source>
      <translation>البقاء مع المشهد التجريبي</translation>
    </message>
    <message>
      <source>This film has no sound</source>
      <translation>هذا الفيلم بلا صوت</translation>
    </message>
    <message>
      <source>Mute</source>
      <translation>كتم الصوت</translation>
    </message>
    <message>
      <source>Volume</source>
      <translation>مستوى الصوت</translation>
    </message>
    <message>
      <source>Mute: neither heard nor recorded</source>
      <translation>كتم: لا يُسمع ولا يُسجَّل</translation>
    </message>
    <message>
      <source>Painted pictures per second, and how late they are. Click for more.</source>
      <translation>الصور المرسومة في الثانية ومقدار تأخرها. انقر للمزيد.</translation>
    </message>
    <message>
      <source>Details of the painting</source>
      <translation>تفاصيل الرسم</translation>
    </message>
    <message>
      <source>Painted</source>
      <translation>يُرسم</translation>
    </message>
    <message>
      <source>From camera to screen</source>
      <translation>من الكاميرا إلى الشاشة</translation>
    </message>
    <message>
      <source>Painted at</source>
      <translation>حجم الرسم</translation>
    </message>
    <message>
      <source>Device</source>
      <translation>الجهاز</translation>
    </message>
    <message>
      <source>Computed with</source>
      <translation>يُحسب بواسطة</translation>
    </message>
    <message>
      <source>along the edges of the picture</source>
      <translation>على امتداد حواف الصورة</translation>
    </message>
    <message>
      <source>plainly</source>
      <translation>ببساطة</translation>
    </message>
    <message>
      <source>Painting small to keep up</source>
      <translation>يرسم بحجم صغير ليواكب السرعة</translation>
    </message>
    <message>
      <source>keeps up</source>
      <translation>يواكب</translation>
    </message>
    <message>
      <source>is slow</source>
      <translation>بطيء</translation>
    </message>
    <message>
      <source>Size at which the network paints</source>
      <translation>الحجم الذي ترسم به الشبكة</translation>
    </message>
    <message>
      <source>Painted at {painted} and enlarged {how}</source>
      <translation>يُرسم بحجم {painted} ويُكبَّر {how}</translation>
    </message>
    <message>
      <source>{rate} fps</source>
      <translation>{rate} إطار/ث</translation>
    </message>
    <message>
      <source>{ms} ms</source>
      <translation>{ms} مللي ثانية</translation>
    </message>
    <message>
      <source>Studying {name}: {part} %, {left} s left</source>
      <translation>تجري دراسة {name}: ‎{part} %‎، بقي {left} ث</translation>
    </message>
    <message>
      <source>Stop, and keep what is there</source>
      <translation>إيقاف والاحتفاظ بما تم تعلّمه</translation>
    </message>
    <message>
      <source>{name} could not be studied: {reason}</source>
      <translation>تعذّرت دراسة {name}: {reason}</translation>
    </message>
    <message>
      <source>Studying {name} …</source>
      <translation>تجري دراسة {name} …</translation>
    </message>
    <message>
      <source>{name} is being studied. Stop that first.</source>
      <translation>تجري دراسة {name}. أوقف ذلك أولًا.</translation>
    </message>
    <message>
      <source>{name} is studied.</source>
      <translation>تمت دراسة {name}.</translation>
    </message>
    <message>
      <source>+ Blend</source>
      <translation>+ مزج</translation>
    </message>
    <message>
      <source>Add another style: the next one that you click.</source>
      <translation>إضافة نمط آخر: النمط الذي تنقر عليه بعد ذلك.</translation>
    </message>
    <message>
      <source>Click a style</source>
      <translation>انقر نمطًا</translation>
    </message>
    <message>
      <source>Find a style</source>
      <translation>بحث عن نمط</translation>
    </message>
    <message>
      <source>Which styles</source>
      <translation>أيّ الأنماط</translation>
    </message>
    <message>
      <source>No style is called so.</source>
      <translation>لا يوجد نمط بهذا الاسم.</translation>
    </message>
    <message>
      <source>Select</source>
      <translation>تحديد</translation>
    </message>
    <message>
      <source>Favourite</source>
      <translation>مفضلة</translation>
    </message>
    <message>
      <source>Group …</source>
      <translation>مجموعة …</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>إزالة</translation>
    </message>
    <message>
      <source>All styles</source>
      <translation>كل الأنماط</translation>
    </message>
    <message>
      <source>Favourites</source>
      <translation>المفضلة</translation>
    </message>
    <message>
      <source>My pictures</source>
      <translation>صوري</translation>
    </message>
    <message>
      <source>Bundled</source>
      <translation>المرفقة</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>تم</translation>
    </message>
    <message>
      <source>{number} selected</source>
      <translation>{number} محدد</translation>
    </message>
    <message>
      <source>{name} may not be read.</source>
      <translation>لا يُسمح بقراءة {name}.</translation>
    </message>
    <message>
      <source>{name} is neither a picture nor a video.</source>
      <translation>{name} ليس صورة ولا فيديو.</translation>
    </message>
    <message>
      <source>Styles before these</source>
      <translation>الأنماط السابقة</translation>
    </message>
    <message>
      <source>More styles</source>
      <translation>أنماط أخرى</translation>
    </message>
    <message>
      <source>Styles</source>
      <translation>الأنماط</translation>
    </message>
    <message>
      <source>Reading pictures: {done} of {count} …</source>
      <translation>تُقرأ الصور: {done} من {count} …</translation>
    </message>
    <message>
      <source>Pasted picture</source>
      <translation>صورة ملصقة</translation>
    </message>
    <message>
      <source>{added} added, {failed} could not be read: {names}.</source>
      <translation>أُضيف {added}، وتعذّرت قراءة {failed}: {names}.</translation>
    </message>
    <message>
      <source>Picture</source>
      <translation>الصورة</translation>
    </message>
    <message>
      <source>Fetching the picture …</source>
      <translation>يجري جلب الصورة …</translation>
    </message>
    <message>
      <source>Group</source>
      <translation>مجموعة</translation>
    </message>
    <message>
      <source>New group …</source>
      <translation>مجموعة جديدة …</translation>
    </message>
    <message>
      <source>Add to the blend, or take out</source>
      <translation>إضافة إلى المزيج أو إخراج منه</translation>
    </message>
    <message>
      <source>Study on what is seen now</source>
      <translation>الدراسة على ما يظهر الآن</translation>
    </message>
    <message>
      <source>Not a favourite any more</source>
      <translation>إزالة من المفضلة</translation>
    </message>
    <message>
      <source>In no group</source>
      <translation>بلا مجموعة</translation>
    </message>
    <message>
      <source>Add style pictures</source>
      <translation>إضافة صور أنماط</translation>
    </message>
    <message>
      <source>Rename the style</source>
      <translation>إعادة تسمية النمط</translation>
    </message>
    <message>
      <source>Renaming</source>
      <translation>إعادة التسمية</translation>
    </message>
    <message>
      <source>Put into a group</source>
      <translation>وضع في مجموعة</translation>
    </message>
    <message>
      <source>Name of the group</source>
      <translation>اسم المجموعة</translation>
    </message>
    <message>
      <source>Bundled styles</source>
      <translation>الأنماط المرفقة</translation>
    </message>
    <message>
      <source>Order</source>
      <translation>الترتيب</translation>
    </message>
    <message>
      <source>Put into it</source>
      <translation>وضع فيها</translation>
    </message>
    <message>
      <source>Removed {name}</source>
      <translation>أُزيل {name}</translation>
    </message>
    <message>
      <source>A blend has four styles at most.</source>
      <translation>يضم المزيج أربعة أنماط على الأكثر.</translation>
    </message>
    <message>
      <source>Removed {count} styles</source>
      <translation>أُزيلت {count} أنماط</translation>
    </message>
    <message>
      <source>{name}
Ctrl + click adds it to a blend.</source>
      <translation>{name}
Ctrl + نقرة تضيفه إلى مزيج.</translation>
    </message>
    <message>
      <source>Before and after</source>
      <translation>قبل وبعد</translation>
    </message>
    <message>
      <source>Full screen</source>
      <translation>ملء الشاشة</translation>
    </message>
    <message>
      <source>Controls</source>
      <translation>عناصر التحكم</translation>
    </message>
    <message>
      <source>Copy the picture</source>
      <translation>نسخ الصورة</translation>
    </message>
    <message>
      <source>Snapshot</source>
      <translation>لقطة</translation>
    </message>
    <message>
      <source>Record</source>
      <translation>تسجيل</translation>
    </message>
    <message>
      <source>Virtual camera</source>
      <translation>كاميرا افتراضية</translation>
    </message>
    <message>
      <source>Output window</source>
      <translation>نافذة الناتج</translation>
    </message>
    <message>
      <source>Record the original beside it</source>
      <translation>تسجيل الأصل بجانبه</translation>
    </message>
    <message>
      <source>Record the microphone</source>
      <translation>تسجيل الميكروفون</translation>
    </message>
    <message>
      <source>Show recordings and snapshots</source>
      <translation>عرض التسجيلات واللقطات</translation>
    </message>
    <message>
      <source>Open a video or photo …</source>
      <translation>فتح فيديو أو صورة …</translation>
    </message>
    <message>
      <source>Video</source>
      <translation>الفيديو</translation>
    </message>
    <message>
      <source>Open an address …</source>
      <translation>فتح عنوان …</translation>
    </message>
    <message>
      <source>Play or pause the video</source>
      <translation>تشغيل الفيديو أو إيقافه مؤقتًا</translation>
    </message>
    <message>
      <source>5 seconds back</source>
      <translation>5 ثوانٍ إلى الخلف</translation>
    </message>
    <message>
      <source>5 seconds forward</source>
      <translation>5 ثوانٍ إلى الأمام</translation>
    </message>
    <message>
      <source>Mute the film</source>
      <translation>كتم صوت الفيلم</translation>
    </message>
    <message>
      <source>Add style pictures …</source>
      <translation>إضافة صور أنماط …</translation>
    </message>
    <message>
      <source>Paste a style</source>
      <translation>لصق نمط</translation>
    </message>
    <message>
      <source>Next style</source>
      <translation>النمط التالي</translation>
    </message>
    <message>
      <source>Previous style</source>
      <translation>النمط السابق</translation>
    </message>
    <message>
      <source>My picture in every style</source>
      <translation>صورتي في كل نمط</translation>
    </message>
    <message>
      <source>Tour through the favourites</source>
      <translation>جولة في المفضلة</translation>
    </message>
    <message>
      <source>Show all bundled styles again</source>
      <translation>إظهار كل الأنماط المرفقة من جديد</translation>
    </message>
    <message>
      <source>Redo</source>
      <translation>إعادة</translation>
    </message>
    <message>
      <source>Preferences …</source>
      <translation>التفضيلات …</translation>
    </message>
    <message>
      <source>Program</source>
      <translation>البرنامج</translation>
    </message>
    <message>
      <source>Strength</source>
      <translation>القوة</translation>
    </message>
    <message>
      <source>How much of the style is painted: 0 % is the picture itself.</source>
      <translation>مقدار النمط في الرسم: 0 % هي الصورة نفسها.</translation>
    </message>
    <message>
      <source>Texture</source>
      <translation>الملمس</translation>
    </message>
    <message>
      <source>From calm, steadiest in motion, to rough, with all strokes.</source>
      <translation>من هادئ وهو الأثبت في الحركة إلى خشن بكل ضربات الفرشاة.</translation>
    </message>
    <message>
      <source>Calm</source>
      <translation>هادئ</translation>
    </message>
    <message>
      <source>Stroke size</source>
      <translation>حجم الضربات</translation>
    </message>
    <message>
      <source>Size of the strokes; each style is learned once more when it is first moved.</source>
      <translation>حجم ضربات الفرشاة؛ يُتعلَّم كل نمط مرة أخرى عند أول تغيير.</translation>
    </message>
    <message>
      <source>Keep colours</source>
      <translation>الاحتفاظ بالألوان</translation>
    </message>
    <message>
      <source>Take the brush strokes from the style and so much of the colours from the picture.</source>
      <translation>ضربات الفرشاة من النمط وهذا القدر من الألوان من الصورة.</translation>
    </message>
    <message>
      <source>Match colours</source>
      <translation>مطابقة الألوان</translation>
    </message>
    <message>
      <source>Keep colours by giving those of the picture to the style picture before it is learned.</source>
      <translation>الاحتفاظ بالألوان بمنح صورة النمط ألوان الصورة قبل تعلّمها.</translation>
    </message>
    <message>
      <source>Makes the painting darker or brighter.</source>
      <translation>يجعل الرسم أغمق أو أفتح.</translation>
    </message>
    <message>
      <source>Contrast</source>
      <translation>التباين</translation>
    </message>
    <message>
      <source>Moves the painting's colours away from grey or towards it.</source>
      <translation>يُبعد ألوان الرسم عن الرمادي أو يقرّبها منه.</translation>
    </message>
    <message>
      <source>Saturation</source>
      <translation>التشبّع</translation>
    </message>
    <message>
      <source>How colourful the painting is: 0 % is grey.</source>
      <translation>مدى تلوّن الرسم: 0 % رمادي.</translation>
    </message>
    <message>
      <source>Palette of the style</source>
      <translation>لوحة ألوان النمط</translation>
    </message>
    <message>
      <source>Lets no colour of the painting leave the palette of the style pictures.</source>
      <translation>لا يدع أي لون في الرسم يخرج عن ألوان صور النمط.</translation>
    </message>
    <message>
      <source>Smoothing</source>
      <translation>التنعيم</translation>
    </message>
    <message>
      <source>Calms what flickers from one frame to the next; too much of it leaves trails.</source>
      <translation>يهدّئ ما يرتعش من إطار إلى آخر؛ والإفراط فيه يترك آثارًا.</translation>
    </message>
    <message>
      <source>Render size</source>
      <translation>حجم الرسم</translation>
    </message>
    <message>
      <source>Long side at which the picture is painted: smaller is faster, with larger strokes.</source>
      <translation>الضلع الطويل الذي تُرسم به الصورة: الأصغر أسرع وضرباته أكبر.</translation>
    </message>
    <message>
      <source>Auto</source>
      <translation>تلقائي</translation>
    </message>
    <message>
      <source>Fast</source>
      <translation>سريع</translation>
    </message>
    <message>
      <source>Balanced</source>
      <translation>متوازن</translation>
    </message>
    <message>
      <source>Fine</source>
      <translation>دقيق</translation>
    </message>
    <message>
      <source>Sharp edges</source>
      <translation>حواف حادة</translation>
    </message>
    <message>
      <source>Enlarge what is painted small along the edges of the picture itself.</source>
      <translation>تكبير ما رُسم صغيرًا على امتداد حواف الصورة نفسها.</translation>
    </message>
    <message>
      <source>Cross-fade</source>
      <translation>التلاشي المتداخل</translation>
    </message>
    <message>
      <source>How long one style takes to turn into the next.</source>
      <translation>المدة التي يتحول فيها نمط إلى التالي.</translation>
    </message>
    <message>
      <source>Mirror the view</source>
      <translation>عكس العرض</translation>
    </message>
    <message>
      <source>Show yourself as in a mirror. Recordings and snapshots are not turned.</source>
      <translation>عرضك كما في المرآة. لا تُعكس التسجيلات واللقطات.</translation>
    </message>
    <message>
      <source>Mirror the output</source>
      <translation>عكس الناتج</translation>
    </message>
    <message>
      <source>Turn the painted picture itself round, in recordings and snapshots too.</source>
      <translation>عكس الصورة المرسومة نفسها، في التسجيلات واللقطات أيضًا.</translation>
    </message>
    <message>
      <source>Videos and photos</source>
      <translation>فيديوهات وصور</translation>
    </message>
    <message>
      <source>Pictures</source>
      <translation>صور</translation>
    </message>
    <message>
      <source>Pictures and films</source>
      <translation>صور وأفلام</translation>
    </message>
    <message>
      <source>Hold: the original</source>
      <translation>مع الضغط: الأصل</translation>
    </message>
    <message>
      <source>Leave full screen</source>
      <translation>مغادرة ملء الشاشة</translation>
    </message>
    <message>
      <source>One of the first nine styles</source>
      <translation>أحد الأنماط التسعة الأولى</translation>
    </message>
    <message>
      <source>Move among the styles</source>
      <translation>التنقل بين الأنماط</translation>
    </message>
    <message>
      <source>Paint with the style under the frame</source>
      <translation>الرسم بالنمط المُحاط بإطار</translation>
    </message>
    <message>
      <source>Add it to the blend, or take it out</source>
      <translation>إضافته إلى المزيج أو إخراجه منه</translation>
    </message>
    <message>
      <source>Put it elsewhere in the row</source>
      <translation>نقله إلى موضع آخر في الصف</translation>
    </message>
    <message>
      <source>Make it a favourite, or not any more</source>
      <translation>إضافته إلى المفضلة أو إزالته منها</translation>
    </message>
    <message>
      <source>Rename it</source>
      <translation>إعادة تسميته</translation>
    </message>
    <message>
      <source>Remove it</source>
      <translation>إزالته</translation>
    </message>
    <message>
      <source>One of the first nine saved looks</source>
      <translation>أحد المظاهر التسعة الأولى المحفوظة</translation>
    </message>
    <message>
      <source>Put it over the one above it, or below the next</source>
      <translation>وضعها فوق التي تعلوها أو تحت التالية</translation>
    </message>
    <message>
      <source>To the next control</source>
      <translation>إلى عنصر التحكم التالي</translation>
    </message>
  </context>
</TS>
