"""Report: what a person can send when something went wrong, without the names of their files."""

from app.report.complaint import complaint_of
from app.report.file_names import FileNames
from app.report.history import HISTORY, LOG, note
from app.report.log_file import LogFile
from app.report.text import defect_text, report_text

__all__ = ["HISTORY", "LOG", "FileNames", "LogFile", "complaint_of", "defect_text", "note", "report_text"]
