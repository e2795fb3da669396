"""What a video file is made of, beside its pictures: tags of colour, sound, encoders."""
