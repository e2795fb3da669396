<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
  <context>
    <name>Impasto</name>
    <message>
      <source>Menu</source>
      <translation>Menü</translation>
    </message>
    <message>
      <source>All files</source>
      <translation>Alle Dateien</translation>
    </message>
    <message>
      <source>Full screen controls</source>
      <translation>Bedienung im Vollbild</translation>
    </message>
    <message>
      <source>Undo: {what}</source>
      <translation>Rückgängig: {what}</translation>
    </message>
    <message>
      <source>Redo: {what}</source>
      <translation>Wiederholen: {what}</translation>
    </message>
    <message>
      <source>Keys</source>
      <translation>Tasten</translation>
    </message>
    <message>
      <source>Blend of the styles</source>
      <translation>Mischung der Stile</translation>
    </message>
    <message>
      <source>Drag the point, or move it with the arrow keys.</source>
      <translation>Ziehen Sie den Punkt, oder bewegen Sie ihn mit den Pfeiltasten.</translation>
    </message>
    <message>
      <source>Take {name} out of the blend</source>
      <translation>{name} aus der Mischung nehmen</translation>
    </message>
    <message>
      <source>Advanced</source>
      <translation>Erweitert</translation>
    </message>
    <message>
      <source>Back to {value}</source>
      <translation>Zurück auf {value}</translation>
    </message>
    <message>
      <source>Reset {name}</source>
      <translation>{name} zurücksetzen</translation>
    </message>
    <message>
      <source>Study</source>
      <translation>Studieren</translation>
    </message>
    <message>
      <source>Learn this style thoroughly, on what is seen now: a minute or two beside the live picture</source>
      <translation>Diesen Stil gründlich lernen, an dem, was jetzt zu sehen ist: ein, zwei Minuten neben dem Livebild</translation>
    </message>
    <message>
      <source>Reset</source>
      <translation>Zurücksetzen</translation>
    </message>
    <message>
      <source>Every control back to where it was at first</source>
      <translation>Alle Regler dorthin, wo sie am Anfang waren</translation>
    </message>
    <message>
      <source>Style</source>
      <translation>Stil</translation>
    </message>
    <message>
      <source>Look</source>
      <translation>Aussehen</translation>
    </message>
    <message>
      <source>Regions</source>
      <translation>Bereiche</translation>
    </message>
    <message>
      <source>Saved looks</source>
      <translation>Gespeichertes Aussehen</translation>
    </message>
    <message>
      <source>Save a look to come back to it with one key.</source>
      <translation>Speichern Sie ein Aussehen, um mit einer Taste dazu zurückzukehren.</translation>
    </message>
    <message>
      <source>Save this look …</source>
      <translation>Dieses Aussehen speichern …</translation>
    </message>
    <message>
      <source>Paint with it</source>
      <translation>Damit malen</translation>
    </message>
    <message>
      <source>Replace with the look of now</source>
      <translation>Durch das jetzige Aussehen ersetzen</translation>
    </message>
    <message>
      <source>Rename …</source>
      <translation>Umbenennen …</translation>
    </message>
    <message>
      <source>Save to a file …</source>
      <translation>In einer Datei speichern …</translation>
    </message>
    <message>
      <source>Load from a file …</source>
      <translation>Aus einer Datei laden …</translation>
    </message>
    <message>
      <source>Forget</source>
      <translation>Vergessen</translation>
    </message>
    <message>
      <source>As in the whole picture</source>
      <translation>Wie im ganzen Bild</translation>
    </message>
    <message>
      <source>Nowhere</source>
      <translation>Nirgends</translation>
    </message>
    <message>
      <source>Person</source>
      <translation>Person</translation>
    </message>
    <message>
      <source>Background</source>
      <translation>Hintergrund</translation>
    </message>
    <message>
      <source>Left</source>
      <translation>Links</translation>
    </message>
    <message>
      <source>Right</source>
      <translation>Rechts</translation>
    </message>
    <message>
      <source>Top</source>
      <translation>Oben</translation>
    </message>
    <message>
      <source>Bottom</source>
      <translation>Unten</translation>
    </message>
    <message>
      <source>Circle</source>
      <translation>Kreis</translation>
    </message>
    <message>
      <source>Bright parts</source>
      <translation>Helle Stellen</translation>
    </message>
    <message>
      <source>Dark parts</source>
      <translation>Dunkle Stellen</translation>
    </message>
    <message>
      <source>Painted by hand</source>
      <translation>Von Hand gemalt</translation>
    </message>
    <message>
      <source>Picture or film …</source>
      <translation>Bild oder Film …</translation>
    </message>
    <message>
      <source>Where a part is painted otherwise</source>
      <translation>Wo ein Teil anders gemalt wird</translation>
    </message>
    <message>
      <source>Choose another picture or film</source>
      <translation>Ein anderes Bild oder einen anderen Film wählen</translation>
    </message>
    <message>
      <source>With what it is painted</source>
      <translation>Womit er gemalt wird</translation>
    </message>
    <message>
      <source>Place</source>
      <translation>Ort</translation>
    </message>
    <message>
      <source>Soft edge</source>
      <translation>Weicher Rand</translation>
    </message>
    <message>
      <source>Strength there</source>
      <translation>Stärke dort</translation>
    </message>
    <message>
      <source>Brush</source>
      <translation>Pinsel</translation>
    </message>
    <message>
      <source>The left button paints, the right one takes away.</source>
      <translation>Die linke Taste malt, die rechte nimmt weg.</translation>
    </message>
    <message>
      <source>More</source>
      <translation>Mehr</translation>
    </message>
    <message>
      <source>Stroke size there</source>
      <translation>Strichgröße dort</translation>
    </message>
    <message>
      <source>Weight</source>
      <translation>Gewicht</translation>
    </message>
    <message>
      <source>How much of it counts: at 0 it is as if it were not there.</source>
      <translation>Wie viel davon zählt: bei 0 ist es, als wäre nichts da.</translation>
    </message>
    <message>
      <source>Seconds to go round</source>
      <translation>Sekunden je Runde</translation>
    </message>
    <message>
      <source>Everywhere but there</source>
      <translation>Überall außer dort</translation>
    </message>
    <message>
      <source>Cut out what lies there</source>
      <translation>Ausschneiden, was dort liegt</translation>
    </message>
    <message>
      <source>Finds the outline of a thing. For photos: it takes its time, and may tremble in films.</source>
      <translation>Findet den Umriss eines Dings. Für Fotos: Es dauert etwas, und in Filmen kann der Umriss zittern.</translation>
    </message>
    <message>
      <source>The picture itself</source>
      <translation>Das Bild selbst</translation>
    </message>
    <message>
      <source>The same style</source>
      <translation>Derselbe Stil</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Größe</translation>
    </message>
    <message>
      <source>Brightness</source>
      <translation>Helligkeit</translation>
    </message>
    <message>
      <source>Move it in the picture</source>
      <translation>Im Bild bewegen</translation>
    </message>
    <message>
      <source>Paint in the picture</source>
      <translation>Im Bild malen</translation>
    </message>
    <message>
      <source>Regions, the topmost first</source>
      <translation>Bereiche, der oberste zuerst</translation>
    </message>
    <message>
      <source>Add a region</source>
      <translation>Bereich hinzufügen</translation>
    </message>
    <message>
      <source>Another region</source>
      <translation>Weiterer Bereich</translation>
    </message>
    <message>
      <source>Over the region above it</source>
      <translation>Über den Bereich darüber</translation>
    </message>
    <message>
      <source>Below the next region</source>
      <translation>Unter den nächsten Bereich</translation>
    </message>
    <message>
      <source>Remove the region</source>
      <translation>Bereich entfernen</translation>
    </message>
    <message>
      <source>Order of the regions</source>
      <translation>Reihenfolge der Bereiche</translation>
    </message>
    <message>
      <source>Region</source>
      <translation>Bereich</translation>
    </message>
    <message>
      <source>Reset all controls</source>
      <translation>Alle Regler zurücksetzen</translation>
    </message>
    <message>
      <source>Blend</source>
      <translation>Mischung</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Rückgängig</translation>
    </message>
    <message>
      <source>{count} styles added</source>
      <translation>{count} Stile hinzugefügt</translation>
    </message>
    <message>
      <source>Undone: {what}</source>
      <translation>Rückgängig gemacht: {what}</translation>
    </message>
    <message>
      <source>Done again: {what}</source>
      <translation>Wiederholt: {what}</translation>
    </message>
    <message>
      <source>Warming up the brushes …</source>
      <translation>Die Pinsel werden warm …</translation>
    </message>
    <message>
      <source>A recording is being made. It is kept when you quit.</source>
      <translation>Es wird gerade aufgenommen. Die Aufnahme bleibt erhalten, wenn Sie beenden.</translation>
    </message>
    <message>
      <source>Videos are being painted. Export them again later, and they go on from there.</source>
      <translation>Es werden gerade Videos gemalt. Exportieren Sie sie später erneut, dann geht es von dort weiter.</translation>
    </message>
    <message>
      <source>Stop and quit</source>
      <translation>Stoppen und beenden</translation>
    </message>
    <message>
      <source>Keep recording</source>
      <translation>Weiter aufnehmen</translation>
    </message>
    <message>
      <source>Quit</source>
      <translation>Beenden</translation>
    </message>
    <message>
      <source>Keep painting</source>
      <translation>Weiter malen</translation>
    </message>
    <message>
      <source>Dismiss</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Something went wrong</source>
      <translation>Etwas ist schiefgegangen</translation>
    </message>
    <message>
      <source>Impasto ran into a defect of its own and goes on. If you report it, please copy this text.</source>
      <translation>Impasto ist auf einen eigenen Fehler gestoßen und läuft weiter. Wenn Sie ihn melden, kopieren Sie bitte diesen Text.</translation>
    </message>
    <message>
      <source>With the names of my files</source>
      <translation>Mit den Namen meiner Dateien</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>Kopieren</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Network</source>
      <translation>Netz</translation>
    </message>
    <message>
      <source>End the recording first: another network begins anew.</source>
      <translation>Beenden Sie zuerst die Aufnahme: Ein anderes Netz beginnt von vorn.</translation>
    </message>
    <message>
      <source>Loading the network {name} …</source>
      <translation>Das Netz {name} wird geladen …</translation>
    </message>
    <message>
      <source>{name} (to install: impasto models get {name})</source>
      <translation>{name} (zum Installieren: impasto models get {name})</translation>
    </message>
    <message>
      <source>The picture is on the clipboard.</source>
      <translation>Das Bild ist in der Zwischenablage.</translation>
    </message>
    <message>
      <source>Retry</source>
      <translation>Noch einmal</translation>
    </message>
    <message>
      <source>painted at full size</source>
      <translation>in voller Größe gemalt</translation>
    </message>
    <message>
      <source>own colours</source>
      <translation>eigene Farben</translation>
    </message>
    <message>
      <source>mirrored</source>
      <translation>gespiegelt</translation>
    </message>
    <message>
      <source>the end</source>
      <translation>Ende</translation>
    </message>
    <message>
      <source>Remove from the list</source>
      <translation>Aus der Liste nehmen</translation>
    </message>
    <message>
      <source>Show in folder</source>
      <translation>Im Ordner zeigen</translation>
    </message>
    <message>
      <source>Go on</source>
      <translation>Weiter</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>Pause</translation>
    </message>
    <message>
      <source>Waits for its turn</source>
      <translation>Wartet, bis es an der Reihe ist</translation>
    </message>
    <message>
      <source>Cancelled</source>
      <translation>Abgebrochen</translation>
    </message>
    <message>
      <source>goes on at {time}, where it was cut off</source>
      <translation>geht weiter bei {time}, wo er abgebrochen war</translation>
    </message>
    <message>
      <source>Try-out of {name}</source>
      <translation>Probe von {name}</translation>
    </message>
    <message>
      <source>Progress of {name}</source>
      <translation>Fortschritt von {name}</translation>
    </message>
    <message>
      <source>painted at {size} px</source>
      <translation>gemalt in {size} px</translation>
    </message>
    <message>
      <source>strength {share} %</source>
      <translation>Stärke {share} %</translation>
    </message>
    <message>
      <source>smoothing {share} %</source>
      <translation>Glättung {share} %</translation>
    </message>
    <message>
      <source>{start} to {end}</source>
      <translation>{start} bis {end}</translation>
    </message>
    <message>
      <source>{size} px wide or high</source>
      <translation>{size} px breit oder hoch</translation>
    </message>
    <message>
      <source>{time} left</source>
      <translation>noch {time}</translation>
    </message>
    <message>
      <source>Paused at {share} %</source>
      <translation>Angehalten bei {share} %</translation>
    </message>
    <message>
      <source>Done: {name}</source>
      <translation>Fertig: {name}</translation>
    </message>
    <message>
      <source>Paint this film</source>
      <translation>Diesen Film malen</translation>
    </message>
    <message>
      <source>Add files …</source>
      <translation>Dateien hinzufügen …</translation>
    </message>
    <message>
      <source>Save beside each file</source>
      <translation>Neben jeder Datei speichern</translation>
    </message>
    <message>
      <source>Paint files</source>
      <translation>Dateien malen</translation>
    </message>
    <message>
      <source>Folder for painted files</source>
      <translation>Ordner für gemalte Dateien</translation>
    </message>
    <message>
      <source>Drop videos or a folder of them on the picture. They are painted as the picture looks now.</source>
      <translation>Ziehen Sie Videos oder einen Ordner davon auf das Bild. Sie werden so gemalt, wie das Bild jetzt aussieht.</translation>
    </message>
    <message>
      <source>Looks over time</source>
      <translation>Aussehen im Verlauf</translation>
    </message>
    <message>
      <source>Try 3 seconds …</source>
      <translation>3 Sekunden probieren …</translation>
    </message>
    <message>
      <source>Try 3 seconds</source>
      <translation>3 Sekunden probieren</translation>
    </message>
    <message>
      <source>Save in {folder}</source>
      <translation>Speichern in {folder}</translation>
    </message>
    <message>
      <source>As the film</source>
      <translation>Wie der Film</translation>
    </message>
    <message>
      <source>Begin at</source>
      <translation>Anfang bei</translation>
    </message>
    <message>
      <source>End at</source>
      <translation>Ende bei</translation>
    </message>
    <message>
      <source>Quality of the painted videos</source>
      <translation>Qualität der gemalten Videos</translation>
    </message>
    <message>
      <source>start</source>
      <translation>Anfang</translation>
    </message>
    <message>
      <source>end</source>
      <translation>Ende</translation>
    </message>
    <message>
      <source>Part</source>
      <translation>Teil</translation>
    </message>
    <message>
      <source>Paint at full size, slower</source>
      <translation>In voller Größe malen, langsamer</translation>
    </message>
    <message>
      <source>Size of the film</source>
      <translation>Größe des Films</translation>
    </message>
    <message>
      <source>Kind of file</source>
      <translation>Dateiart</translation>
    </message>
    <message>
      <source>Quality</source>
      <translation>Qualität</translation>
    </message>
    <message>
      <source>Encoder</source>
      <translation>Encoder</translation>
    </message>
    <message>
      <source>Replace existing files</source>
      <translation>Vorhandene Dateien ersetzen</translation>
    </message>
    <message>
      <source>Pause the live view meanwhile</source>
      <translation>Live-Bild solange anhalten</translation>
    </message>
    <message>
      <source>Choose the camera {name} in Zoom, Teams or OBS.</source>
      <translation>Wählen Sie in Zoom, Teams oder OBS die Kamera {name}.</translation>
    </message>
    <message>
      <source>Copy the command</source>
      <translation>Befehl kopieren</translation>
    </message>
    <message>
      <source>Impasto: output</source>
      <translation>Impasto: Ausgabe</translation>
    </message>
    <message>
      <source>Painted picture</source>
      <translation>Gemaltes Bild</translation>
    </message>
    <message>
      <source>Paint to a file</source>
      <translation>In eine Datei malen</translation>
    </message>
    <message>
      <source>Play here</source>
      <translation>Hier abspielen</translation>
    </message>
    <message>
      <source>Paint the whole film</source>
      <translation>Den ganzen Film malen</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Zurück</translation>
    </message>
    <message>
      <source>There is no style to paint with. Choose one first.</source>
      <translation>Es gibt keinen Stil zum Malen. Wählen Sie zuerst einen.</translation>
    </message>
    <message>
      <source>{name} is painted.</source>
      <translation>{name} ist gemalt.</translation>
    </message>
    <message>
      <source>This is what {name} will look like.</source>
      <translation>So wird {name} aussehen.</translation>
    </message>
    <message>
      <source>Paint them to files</source>
      <translation>In Dateien malen</translation>
    </message>
    <message>
      <source>{count} videos</source>
      <translation>{count} Videos</translation>
    </message>
    <message>
      <source>Saved as {name}</source>
      <translation>Gespeichert als {name}</translation>
    </message>
    <message>
      <source>Keyframe here</source>
      <translation>Schlüsselbild hier</translation>
    </message>
    <message>
      <source>From this moment of the film on, it is painted as now.</source>
      <translation>Ab diesem Augenblick des Films wird so gemalt wie jetzt.</translation>
    </message>
    <message>
      <source>Clear</source>
      <translation>Leeren</translation>
    </message>
    <message>
      <source>How one look becomes the next</source>
      <translation>Wie ein Aussehen zum nächsten wird</translation>
    </message>
    <message>
      <source>Even</source>
      <translation>Gleichmäßig</translation>
    </message>
    <message>
      <source>Soft</source>
      <translation>Weich</translation>
    </message>
    <message>
      <source>Cut</source>
      <translation>Schnitt</translation>
    </message>
    <message>
      <source>Put the look of now at this moment of the film; at another moment, another look.</source>
      <translation>Das jetzige Aussehen an diese Stelle des Films setzen; an eine andere Stelle ein anderes.</translation>
    </message>
    <message>
      <source>Play a video to give its moments looks of their own.</source>
      <translation>Spielen Sie ein Video ab, um seinen Stellen ein eigenes Aussehen zu geben.</translation>
    </message>
    <message>
      <source>{date}, {time} and {style} are filled in.</source>
      <translation>{date}, {time} und {style} werden eingesetzt.</translation>
    </message>
    <message>
      <source>Preferences</source>
      <translation>Einstellungen</translation>
    </message>
    <message>
      <source>General</source>
      <translation>Allgemein</translation>
    </message>
    <message>
      <source>Recording</source>
      <translation>Aufnahme</translation>
    </message>
    <message>
      <source>Camera</source>
      <translation>Kamera</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Speichern</translation>
    </message>
    <message>
      <source>Theme</source>
      <translation>Farben</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>Sprache</translation>
    </message>
    <message>
      <source>Changes when Impasto is started again.</source>
      <translation>Gilt ab dem nächsten Start von Impasto.</translation>
    </message>
    <message>
      <source>Paint on</source>
      <translation>Malen auf</translation>
    </message>
    <message>
      <source>The live view pauses while it changes.</source>
      <translation>Das Live-Bild hält beim Wechsel kurz an.</translation>
    </message>
    <message>
      <source>Impasto in your videos</source>
      <translation>Impasto in Ihren Videos</translation>
    </message>
    <message>
      <source>Impasto in your pictures</source>
      <translation>Impasto in Ihren Bildern</translation>
    </message>
    <message>
      <source>Recordings</source>
      <translation>Aufnahmen</translation>
    </message>
    <message>
      <source>Snapshots</source>
      <translation>Schnappschüsse</translation>
    </message>
    <message>
      <source>File names</source>
      <translation>Dateinamen</translation>
    </message>
    <message>
      <source>Higher is larger.</source>
      <translation>Höher heißt größere Dateien.</translation>
    </message>
    <message>
      <source>Container</source>
      <translation>Container</translation>
    </message>
    <message>
      <source>Resolution</source>
      <translation>Auflösung</translation>
    </message>
    <message>
      <source>A camera gives the nearest that it can.</source>
      <translation>Eine Kamera gibt das Nächste, was sie kann.</translation>
    </message>
    <message>
      <source>Frames per second</source>
      <translation>Bilder pro Sekunde</translation>
    </message>
    <message>
      <source>Flip</source>
      <translation>Spiegeln</translation>
    </message>
    <message>
      <source>Crop</source>
      <translation>Zuschneiden</translation>
    </message>
    <message>
      <source>Zoom</source>
      <translation>Zoom</translation>
    </message>
    <message>
      <source>From left to right</source>
      <translation>Von links nach rechts</translation>
    </message>
    <message>
      <source>From top to bottom</source>
      <translation>Von oben nach unten</translation>
    </message>
    <message>
      <source>As the system</source>
      <translation>Wie das System</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>Dunkel</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>Hell</translation>
    </message>
    <message>
      <source>As it is</source>
      <translation>Wie es ist</translation>
    </message>
    <message>
      <source>Left and right</source>
      <translation>Links und rechts</translation>
    </message>
    <message>
      <source>Upside down</source>
      <translation>Kopfüber</translation>
    </message>
    <message>
      <source>Both: half a turn</source>
      <translation>Beides: halbe Drehung</translation>
    </message>
    <message>
      <source>Automatic</source>
      <translation>Automatisch</translation>
    </message>
    <message>
      <source>All of it</source>
      <translation>Ganzes Bild</translation>
    </message>
    <message>
      <source>Choose a folder</source>
      <translation>Ordner wählen</translation>
    </message>
    <message>
      <source>Choose …</source>
      <translation>Wählen …</translation>
    </message>
    <message>
      <source>Off</source>
      <translation>Aus</translation>
    </message>
    <message>
      <source>Move a knob to see its number here.</source>
      <translation>Drehen Sie einen Regler, um hier seine Nummer zu sehen.</translation>
    </message>
    <message>
      <source>Controller</source>
      <translation>Controller</translation>
    </message>
    <message>
      <source>Pads choose styles, from C2 on.</source>
      <translation>Pads wählen Stile, ab C2.</translation>
    </message>
    <message>
      <source>Moved last: number {number}</source>
      <translation>Zuletzt bewegt: Nummer {number}</translation>
    </message>
    <message>
      <source>Paint with this</source>
      <translation>Damit malen</translation>
    </message>
    <message>
      <source>Paint this video</source>
      <translation>Dieses Video malen</translation>
    </message>
    <message>
      <source>Paint these videos</source>
      <translation>Diese Videos malen</translation>
    </message>
    <message>
      <source>Paint this</source>
      <translation>Dies malen</translation>
    </message>
    <message>
      <source>Paint these</source>
      <translation>Diese malen</translation>
    </message>
    <message>
      <source>Before</source>
      <translation>Vorher</translation>
    </message>
    <message>
      <source>After</source>
      <translation>Nachher</translation>
    </message>
    <message>
      <source>Choose a mask: white is inside, grey blends</source>
      <translation>Eine Maske wählen: Weiß ist innen, Grau mischt</translation>
    </message>
    <message>
      <source>Save the look to a file</source>
      <translation>Das Aussehen in einer Datei speichern</translation>
    </message>
    <message>
      <source>Save this look</source>
      <translation>Dieses Aussehen speichern</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Rename the look</source>
      <translation>Das Aussehen umbenennen</translation>
    </message>
    <message>
      <source>Load a look</source>
      <translation>Ein Aussehen laden</translation>
    </message>
    <message>
      <source>Look {number}</source>
      <translation>Aussehen {number}</translation>
    </message>
    <message>
      <source>Rename</source>
      <translation>Umbenennen</translation>
    </message>
    <message>
      <source>Forgot the look {name}</source>
      <translation>Aussehen {name} vergessen</translation>
    </message>
    <message>
      <source>Looks (*{suffix})</source>
      <translation>Aussehen (*{suffix})</translation>
    </message>
    <message>
      <source>This is neither a picture nor a video.</source>
      <translation>Das ist weder ein Bild noch ein Video.</translation>
    </message>
    <message>
      <source>It cannot be read: {reason}.</source>
      <translation>Es kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
      <source>Part of a screen</source>
      <translation>Teil eines Bildschirms</translation>
    </message>
    <message>
      <source>What is painted</source>
      <translation>Was gemalt wird</translation>
    </message>
    <message>
      <source>Opened lately</source>
      <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
      <source>Open a video or photo</source>
      <translation>Video oder Foto öffnen</translation>
    </message>
    <message>
      <source>Open an address</source>
      <translation>Adresse öffnen</translation>
    </message>
    <message>
      <source>Address of a network camera or a stream (rtsp, http, https)</source>
      <translation>Adresse einer Netzwerkkamera oder eines Streams (rtsp, http, https)</translation>
    </message>
    <message>
      <source>Part of a screen …</source>
      <translation>Teil eines Bildschirms …</translation>
    </message>
    <message>
      <source>Video or photo …</source>
      <translation>Video oder Foto …</translation>
    </message>
    <message>
      <source>Address …</source>
      <translation>Adresse …</translation>
    </message>
    <message>
      <source>Forget these</source>
      <translation>Diese vergessen</translation>
    </message>
    <message>
      <source>Demo scene</source>
      <translation>Demo-Szene</translation>
    </message>
    <message>
      <source>No camera found</source>
      <translation>Keine Kamera gefunden</translation>
    </message>
    <message>
      <source>Play or pause</source>
      <translation>Abspielen oder anhalten</translation>
    </message>
    <message>
      <source>Play it again and again</source>
      <translation>Immer wieder abspielen</translation>
    </message>
    <message>
      <source>Position in the video</source>
      <translation>Stelle im Video</translation>
    </message>
    <message>
      <source>No camera was found. Plug one in, and close programs that use it.</source>
      <translation>Keine Kamera gefunden. Stecken Sie eine an, und schließen Sie Programme, die sie benutzen.</translation>
    </message>
    <message>
      <source>The screen cannot be painted here. It needs the package mss, and X11 in place of Wayland.</source>
      <translation>Der Bildschirm kann hier nicht gemalt werden. Das braucht das Paket mss, und X11 statt Wayland.</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Noch einmal versuchen</translation>
    </message>
    <message>
      <source>Paint all to files</source>
      <translation>Alle in Dateien malen</translation>
    </message>
    <message>
      <source>{count} photos</source>
      <translation>{count} Fotos</translation>
    </message>
    <message>
      <source>Draw around what is to be painted. Esc: never mind.</source>
      <translation>Ziehen Sie einen Rahmen um das, was gemalt werden soll. Esc: doch nicht.</translation>
    </message>
    <message>
      <source>What shall be painted?</source>
      <translation>Was soll gemalt werden?</translation>
    </message>
    <message>
      <source>Use my camera</source>
      <translation>Meine Kamera</translation>
    </message>
    <message>
      <source>Open video or photo</source>
      <translation>Video oder Foto</translation>
    </message>
    <message>
      <source>Paint my screen</source>
      <translation>Mein Bildschirm</translation>
    </message>
    <message>
      <source>Keep the demo scene</source>
      <translation>Bei der Demo-Szene bleiben</translation>
    </message>
    <message>
      <source>This film has no sound</source>
      <translation>Dieser Film hat keinen Ton</translation>
    </message>
    <message>
      <source>Mute</source>
      <translation>Stummschalten</translation>
    </message>
    <message>
      <source>Volume</source>
      <translation>Lautstärke</translation>
    </message>
    <message>
      <source>Mute: neither heard nor recorded</source>
      <translation>Stumm: weder zu hören noch in der Aufnahme</translation>
    </message>
    <message>
      <source>Painted pictures per second, and how late they are. Click for more.</source>
      <translation>Gemalte Bilder pro Sekunde, und wie spät sie sind. Klicken für mehr.</translation>
    </message>
    <message>
      <source>Details of the painting</source>
      <translation>Einzelheiten des Malens</translation>
    </message>
    <message>
      <source>Painted</source>
      <translation>Gemalt</translation>
    </message>
    <message>
      <source>From camera to screen</source>
      <translation>Von Kamera bis Bildschirm</translation>
    </message>
    <message>
      <source>Painted at</source>
      <translation>Gemalt in</translation>
    </message>
    <message>
      <source>Device</source>
      <translation>Gerät</translation>
    </message>
    <message>
      <source>Computed with</source>
      <translation>Gerechnet mit</translation>
    </message>
    <message>
      <source>along the edges of the picture</source>
      <translation>entlang der Kanten des Bildes</translation>
    </message>
    <message>
      <source>plainly</source>
      <translation>einfach</translation>
    </message>
    <message>
      <source>Painting small to keep up</source>
      <translation>Malt klein, um mitzukommen</translation>
    </message>
    <message>
      <source>keeps up</source>
      <translation>kommt mit</translation>
    </message>
    <message>
      <source>is slow</source>
      <translation>ist langsam</translation>
    </message>
    <message>
      <source>Size at which the network paints</source>
      <translation>Größe, in der das Netz malt</translation>
    </message>
    <message>
      <source>Painted at {painted} and enlarged {how}</source>
      <translation>Gemalt in {painted} und {how} vergrößert</translation>
    </message>
    <message>
      <source>{rate} fps</source>
      <translation>{rate} Bilder/s</translation>
    </message>
    <message>
      <source>{ms} ms</source>
      <translation>{ms} ms</translation>
    </message>
    <message>
      <source>Studying {name}: {part} %, {left} s left</source>
      <translation>{name} wird studiert: {part} %, noch {left} s</translation>
    </message>
    <message>
      <source>Stop, and keep what is there</source>
      <translation>Beenden und das Gelernte behalten</translation>
    </message>
    <message>
      <source>{name} could not be studied: {reason}</source>
      <translation>{name} konnte nicht studiert werden: {reason}</translation>
    </message>
    <message>
      <source>Studying {name} …</source>
      <translation>{name} wird studiert …</translation>
    </message>
    <message>
      <source>{name} is being studied. Stop that first.</source>
      <translation>{name} wird gerade studiert. Beenden Sie das zuerst.</translation>
    </message>
    <message>
      <source>{name} is studied.</source>
      <translation>{name} ist studiert.</translation>
    </message>
    <message>
      <source>+ Blend</source>
      <translation>+ Mischen</translation>
    </message>
    <message>
      <source>Add another style: the next one that you click.</source>
      <translation>Einen weiteren Stil dazunehmen: den, auf den Sie als Nächstes klicken.</translation>
    </message>
    <message>
      <source>Click a style</source>
      <translation>Stil anklicken</translation>
    </message>
    <message>
      <source>Find a style</source>
      <translation>Stil suchen</translation>
    </message>
    <message>
      <source>Which styles</source>
      <translation>Welche Stile</translation>
    </message>
    <message>
      <source>No style is called so.</source>
      <translation>Kein Stil heißt so.</translation>
    </message>
    <message>
      <source>Select</source>
      <translation>Auswählen</translation>
    </message>
    <message>
      <source>Favourite</source>
      <translation>Favorit</translation>
    </message>
    <message>
      <source>Group …</source>
      <translation>Gruppe …</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Entfernen</translation>
    </message>
    <message>
      <source>All styles</source>
      <translation>Alle Stile</translation>
    </message>
    <message>
      <source>Favourites</source>
      <translation>Favoriten</translation>
    </message>
    <message>
      <source>My pictures</source>
      <translation>Meine Bilder</translation>
    </message>
    <message>
      <source>Bundled</source>
      <translation>Mitgeliefert</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>Fertig</translation>
    </message>
    <message>
      <source>{number} selected</source>
      <translation>{number} ausgewählt</translation>
    </message>
    <message>
      <source>{name} may not be read.</source>
      <translation>{name} darf nicht gelesen werden.</translation>
    </message>
    <message>
      <source>{name} is neither a picture nor a video.</source>
      <translation>{name} ist weder ein Bild noch ein Video.</translation>
    </message>
    <message>
      <source>Styles before these</source>
      <translation>Stile davor</translation>
    </message>
    <message>
      <source>More styles</source>
      <translation>Weitere Stile</translation>
    </message>
    <message>
      <source>Styles</source>
      <translation>Stile</translation>
    </message>
    <message>
      <source>Reading pictures: {done} of {count} …</source>
      <translation>Bilder werden gelesen: {done} von {count} …</translation>
    </message>
    <message>
      <source>Pasted picture</source>
      <translation>Eingefügtes Bild</translation>
    </message>
    <message>
      <source>{added} added, {failed} could not be read: {names}.</source>
      <translation>{added} hinzugefügt, {failed} nicht lesbar: {names}.</translation>
    </message>
    <message>
      <source>Picture</source>
      <translation>Bild</translation>
    </message>
    <message>
      <source>Fetching the picture …</source>
      <translation>Das Bild wird geholt …</translation>
    </message>
    <message>
      <source>Group</source>
      <translation>Gruppe</translation>
    </message>
    <message>
      <source>New group …</source>
      <translation>Neue Gruppe …</translation>
    </message>
    <message>
      <source>Add to the blend, or take out</source>
      <translation>In die Mischung nehmen oder heraus</translation>
    </message>
    <message>
      <source>Study on what is seen now</source>
      <translation>An dem studieren, was jetzt zu sehen ist</translation>
    </message>
    <message>
      <source>Not a favourite any more</source>
      <translation>Kein Favorit mehr</translation>
    </message>
    <message>
      <source>In no group</source>
      <translation>In keiner Gruppe</translation>
    </message>
    <message>
      <source>Add style pictures</source>
      <translation>Stilbilder hinzufügen</translation>
    </message>
    <message>
      <source>Rename the style</source>
      <translation>Den Stil umbenennen</translation>
    </message>
    <message>
      <source>Renaming</source>
      <translation>Umbenennen</translation>
    </message>
    <message>
      <source>Put into a group</source>
      <translation>In eine Gruppe legen</translation>
    </message>
    <message>
      <source>Name of the group</source>
      <translation>Name der Gruppe</translation>
    </message>
    <message>
      <source>Bundled styles</source>
      <translation>Mitgelieferte Stile</translation>
    </message>
    <message>
      <source>Order</source>
      <translation>Reihenfolge</translation>
    </message>
    <message>
      <source>Put into it</source>
      <translation>Hineinlegen</translation>
    </message>
    <message>
      <source>Removed {name}</source>
      <translation>{name} entfernt</translation>
    </message>
    <message>
      <source>A blend has four styles at most.</source>
      <translation>Eine Mischung hat höchstens vier Stile.</translation>
    </message>
    <message>
      <source>Removed {count} styles</source>
      <translation>{count} Stile entfernt</translation>
    </message>
    <message>
      <source>{name}
Ctrl + click adds it to a blend.</source>
      <translation>{name}
Strg + Klick nimmt ihn in eine Mischung.</translation>
    </message>
    <message>
      <source>Before and after</source>
      <translation>Vorher und nachher</translation>
    </message>
    <message>
      <source>Full screen</source>
      <translation>Vollbild</translation>
    </message>
    <message>
      <source>Controls</source>
      <translation>Regler</translation>
    </message>
    <message>
      <source>Copy the picture</source>
      <translation>Bild kopieren</translation>
    </message>
    <message>
      <source>Snapshot</source>
      <translation>Schnappschuss</translation>
    </message>
    <message>
      <source>Record</source>
      <translation>Aufnehmen</translation>
    </message>
    <message>
      <source>Virtual camera</source>
      <translation>Virtuelle Kamera</translation>
    </message>
    <message>
      <source>Output window</source>
      <translation>Ausgabefenster</translation>
    </message>
    <message>
      <source>Record the original beside it</source>
      <translation>Das Original daneben aufnehmen</translation>
    </message>
    <message>
      <source>Record the microphone</source>
      <translation>Mikrofon aufnehmen</translation>
    </message>
    <message>
      <source>Show recordings and snapshots</source>
      <translation>Aufnahmen und Schnappschüsse zeigen</translation>
    </message>
    <message>
      <source>Open a video or photo …</source>
      <translation>Video oder Foto öffnen …</translation>
    </message>
    <message>
      <source>Video</source>
      <translation>Video</translation>
    </message>
    <message>
      <source>Open an address …</source>
      <translation>Adresse öffnen …</translation>
    </message>
    <message>
      <source>Play or pause the video</source>
      <translation>Video abspielen oder anhalten</translation>
    </message>
    <message>
      <source>5 seconds back</source>
      <translation>5 Sekunden zurück</translation>
    </message>
    <message>
      <source>5 seconds forward</source>
      <translation>5 Sekunden vor</translation>
    </message>
    <message>
      <source>Mute the film</source>
      <translation>Film stummschalten</translation>
    </message>
    <message>
      <source>Add style pictures …</source>
      <translation>Stilbilder hinzufügen …</translation>
    </message>
    <message>
      <source>Paste a style</source>
      <translation>Stil einfügen</translation>
    </message>
    <message>
      <source>Next style</source>
      <translation>Nächster Stil</translation>
    </message>
    <message>
      <source>Previous style</source>
      <translation>Voriger Stil</translation>
    </message>
    <message>
      <source>My picture in every style</source>
      <translation>Mein Bild in jedem Stil</translation>
    </message>
    <message>
      <source>Tour through the favourites</source>
      <translation>Rundgang durch die Favoriten</translation>
    </message>
    <message>
      <source>Show all bundled styles again</source>
      <translation>Alle mitgelieferten Stile wieder zeigen</translation>
    </message>
    <message>
      <source>Redo</source>
      <translation>Wiederholen</translation>
    </message>
    <message>
      <source>Preferences …</source>
      <translation>Einstellungen …</translation>
    </message>
    <message>
      <source>Program</source>
      <translation>Programm</translation>
    </message>
    <message>
      <source>Strength</source>
      <translation>Stärke</translation>
    </message>
    <message>
      <source>How much of the style is painted: 0 % is the picture itself.</source>
      <translation>Wie viel vom Stil gemalt wird: 0 % ist das Bild selbst.</translation>
    </message>
    <message>
      <source>Texture</source>
      <translation>Struktur</translation>
    </message>
    <message>
      <source>From calm, steadiest in motion, to rough, with all strokes.</source>
      <translation>Von ruhig, am stetigsten in Bewegung, bis rau, mit allen Strichen.</translation>
    </message>
    <message>
      <source>Calm</source>
      <translation>Ruhig</translation>
    </message>
    <message>
      <source>Stroke size</source>
      <translation>Strichgröße</translation>
    </message>
    <message>
      <source>Size of the strokes; each style is learned once more when it is first moved.</source>
      <translation>Größe der Striche; jeder Stil wird beim ersten Verschieben noch einmal gelernt.</translation>
    </message>
    <message>
      <source>Keep colours</source>
      <translation>Farben behalten</translation>
    </message>
    <message>
      <source>Take the brush strokes from the style and so much of the colours from the picture.</source>
      <translation>Die Pinselstriche aus dem Stil nehmen und so viel der Farben aus dem Bild.</translation>
    </message>
    <message>
      <source>Match colours</source>
      <translation>Farben angleichen</translation>
    </message>
    <message>
      <source>Keep colours by giving those of the picture to the style picture before it is learned.</source>
      <translation>Farben behalten, indem das Stilbild die des Bildes bekommt, bevor es gelernt wird.</translation>
    </message>
    <message>
      <source>Makes the painting darker or brighter.</source>
      <translation>Macht das Gemälde dunkler oder heller.</translation>
    </message>
    <message>
      <source>Contrast</source>
      <translation>Kontrast</translation>
    </message>
    <message>
      <source>Moves the painting's colours away from grey or towards it.</source>
      <translation>Rückt die Farben des Gemäldes vom Grau weg oder darauf zu.</translation>
    </message>
    <message>
      <source>Saturation</source>
      <translation>Sättigung</translation>
    </message>
    <message>
      <source>How colourful the painting is: 0 % is grey.</source>
      <translation>Wie bunt das Gemälde ist: 0 % ist grau.</translation>
    </message>
    <message>
      <source>Palette of the style</source>
      <translation>Palette des Stils</translation>
    </message>
    <message>
      <source>Lets no colour of the painting leave the palette of the style pictures.</source>
      <translation>Lässt keine Farbe des Gemäldes die Palette der Stilbilder verlassen.</translation>
    </message>
    <message>
      <source>Smoothing</source>
      <translation>Glättung</translation>
    </message>
    <message>
      <source>Calms what flickers from one frame to the next; too much of it leaves trails.</source>
      <translation>Beruhigt, was von Bild zu Bild flackert; zu viel davon zieht Spuren.</translation>
    </message>
    <message>
      <source>Render size</source>
      <translation>Malgröße</translation>
    </message>
    <message>
      <source>Long side at which the picture is painted: smaller is faster, with larger strokes.</source>
      <translation>Lange Seite, in der gemalt wird: kleiner ist schneller, mit größeren Strichen.</translation>
    </message>
    <message>
      <source>Auto</source>
      <translation>Auto</translation>
    </message>
    <message>
      <source>Fast</source>
      <translation>Schnell</translation>
    </message>
    <message>
      <source>Balanced</source>
      <translation>Mittel</translation>
    </message>
    <message>
      <source>Fine</source>
      <translation>Fein</translation>
    </message>
    <message>
      <source>Sharp edges</source>
      <translation>Scharfe Kanten</translation>
    </message>
    <message>
      <source>Enlarge what is painted small along the edges of the picture itself.</source>
      <translation>Klein Gemaltes entlang der Kanten des Bildes selbst vergrößern.</translation>
    </message>
    <message>
      <source>Cross-fade</source>
      <translation>Überblendung</translation>
    </message>
    <message>
      <source>How long one style takes to turn into the next.</source>
      <translation>Wie lange ein Stil braucht, um in den nächsten überzugehen.</translation>
    </message>
    <message>
      <source>Mirror the view</source>
      <translation>Ansicht spiegeln</translation>
    </message>
    <message>
      <source>Show yourself as in a mirror. Recordings and snapshots are not turned.</source>
      <translation>Sich wie im Spiegel sehen. Aufnahmen und Schnappschüsse werden nicht gespiegelt.</translation>
    </message>
    <message>
      <source>Mirror the output</source>
      <translation>Ausgabe spiegeln</translation>
    </message>
    <message>
      <source>Turn the painted picture itself round, in recordings and snapshots too.</source>
      <translation>Das gemalte Bild selbst spiegeln, auch in Aufnahmen und Schnappschüssen.</translation>
    </message>
    <message>
      <source>Videos and photos</source>
      <translation>Videos und Fotos</translation>
    </message>
    <message>
      <source>Pictures</source>
      <translation>Bilder</translation>
    </message>
    <message>
      <source>Pictures and films</source>
      <translation>Bilder und Filme</translation>
    </message>
    <message>
      <source>Hold: the original</source>
      <translation>Halten: das Original</translation>
    </message>
    <message>
      <source>Leave full screen</source>
      <translation>Vollbild verlassen</translation>
    </message>
    <message>
      <source>One of the first nine styles</source>
      <translation>Einer der ersten neun Stile</translation>
    </message>
    <message>
      <source>Move among the styles</source>
      <translation>Zwischen den Stilen bewegen</translation>
    </message>
    <message>
      <source>Paint with the style under the frame</source>
      <translation>Mit dem umrandeten Stil malen</translation>
    </message>
    <message>
      <source>Add it to the blend, or take it out</source>
      <translation>In die Mischung nehmen oder heraus</translation>
    </message>
    <message>
      <source>Put it elsewhere in the row</source>
      <translation>An eine andere Stelle der Reihe setzen</translation>
    </message>
    <message>
      <source>Make it a favourite, or not any more</source>
      <translation>Zum Favoriten machen oder nicht mehr</translation>
    </message>
    <message>
      <source>Rename it</source>
      <translation>Umbenennen</translation>
    </message>
    <message>
      <source>Remove it</source>
      <translation>Entfernen</translation>
    </message>
    <message>
      <source>One of the first nine saved looks</source>
      <translation>Eines der ersten neun gespeicherten Aussehen</translation>
    </message>
    <message>
      <source>Put it over the one above it, or below the next</source>
      <translation>Über den darüber oder unter den nächsten setzen</translation>
    </message>
    <message>
      <source>To the next control</source>
      <translation>Zum nächsten Bedienelement</translation>
    </message>
  </context>
</TS>
